// 데스크톱 알림의 말: 알림이 하는 말과, 설정에서 고르는 것.
import type { Words } from "./en";

export const notices: Words["notices"] = {
  title: "데스크톱 알림",
  text: "이 창이 열려 있는 동안 직접 시작한 실행과 일괄 실행이 끝나면, 다른 일을 하고 있어도 알려 드려요. 이 컴퓨터에만 저장돼요.",
  enabled: "알림 받기",
  kinds: {
    finished: "실행이 완료되면",
    failed: "실행이 실패하면",
    batches: "일괄 실행이 끝나면",
  },
  longerThan: "이보다 오래 걸린 실행만",
  longerThanHint: "초 단위예요. 짧은 실행은 보는 동안 끝나요.",
  longerThanWrong: "0부터 86,400까지의 정수만 돼요",
  test: "시험 알림 보내기",
  shownBy: (name) => `${name}에서 보여줘요`,
  noService:
    "이 데스크톱에는 알림을 보여줄 프로그램이 없어서 알림이 보이지 않아요. 리눅스에서는 GNOME이나 KDE의 알림 서비스, 또는 dunst 같은 프로그램이 있어야 해요.",
  failed: "알림 설정을 불러오지 못했어요",
  notKept: "고른 것을 저장하지 못했어요",
  notShown: "알림을 보여주지 못했어요",

  say: {
    open: "열기",
    completed: (name) => `${name} 완료`,
    completedText: (person, time) => (person === "" ? `${time} 걸렸어요` : `${person}, ${time} 걸렸어요`),
    quality: (points) => `품질 ${points}점`,
    failed: (name) => `${name} 실패`,
    batch: (number, label) => (label === "" ? `일괄 실행 ${number} 끝` : `일괄 실행 ‘${label}’ 끝`),
    batchText: (completed, failed) =>
      failed.value === 0 ? `완료 ${completed.text}개` : `완료 ${completed.text}개, 실패 ${failed.text}개`,
    test: "알림이 잘 도착해요",
    testText: "실행이 끝나면 이렇게 알려 드려요. 누르면 실행이 열려요.",
  },
};
