// 사람의 결정을 기다리는 것에 쓰는 말.
import type { Words } from "./en";

export const inbox: Words["inbox"] = {
  title: "결정을 기다려요",
  list: "결정을 기다리는 실행",
  waiting: (count) => `결정 대기 ${count.text}개`,
  open: "결정함 열기",
  banner: (count) => `실행 ${count.text}개가 결정을 기다려요.`,
  decide: "결정하기",
  back: "모든 실행",
  failed: "기다리는 실행을 불러오지 못했어요",
  runFailed: "이 실행을 불러오지 못했어요",
  since: (ago) => `${ago}에 물었어요`,
  keys: "j와 k로 이동, a 승인, e 고치기, r 반려",
  next: "결정함에서 다음",
  previous: "결정함에서 이전",

  emptyTitle: "기다리는 실행이 없어요",
  emptyText:
    "‘이 단계 뒤에 물어보기’로 고른 단계가 끝나거나, 품질 기준에 못 미쳤을 때 물어보도록 설정했다면 여기에 나타나요.",

  missed: (criteria) => `못 미친 기준: ${criteria}`,
  output: (agent) => `‘${agent}’ 단계가 만든 것`,
  whole: "전체 보기",
  noOutput: "출력이 너무 커서 여기에 보여줄 수 없어요. 실행을 열어 확인해 주세요.",
  openRun: "실행 열기",
  brief: {
    needs: "욕구 (드러남 / 숨음)",
    paradox: "모순",
    character: "캐릭터",
    keywords: "키워드",
    fear: "가장 깊은 두려움",
    prompt: "프롬프트",
    tokens: "길이",
    imagePrompt: "그림 요청",
    reasoning: "이렇게 꾸민 까닭",
    picture: "그림",
  },

  approve: "승인",
  edit: "고쳐서 승인",
  reject: "반려",
  reason: "이유",
  reasonHint: "실행 로그에 남아요. Enter로 확정하고 Esc로 돌아가요.",
  reasonHintEdit: "실행 로그에 남아요. Ctrl+Enter로 확정하고 Esc로 돌아가요.",
  confirm: {
    approve: "승인하고 계속",
    edit: "고친 대로 승인",
    reject: "반려하고 끝내기",
  },
  cancel: "돌아가기",
  editor: (agent) => `‘${agent}’ 단계의 출력`,
  editorHint: "고치기 전 값은 로그에 남아요.",
  checked: "올바른 JSON이에요. 내용이 맞는지는 보낼 때 확인해요.",
  unchanged: "아직 고친 것이 없어요.",
  decided: {
    approve: (name) => `${name}: 계속 진행해요`,
    reject: (name) => `${name}: 반려했어요`,
  },
  actFailed: "결정을 전하지 못했어요",
  elsewhere: "이 실행은 더 이상 기다리지 않아요. 그사이 누가 결정했거나 취소했어요.",
};
