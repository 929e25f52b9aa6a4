// The error table and the boundary that makes AppErrors.
import { describe, expect, it } from "vitest";
import { AppError, backend, staleKeys } from "./backend";
import { copyText, errors } from "./errors";
import { installFake } from "./testing/fakeBackend";
import { en } from "./words/en";
import { ko } from "./words/ko";

describe("an error", () => {
  it("says what happened, why and what to do next, in both languages", () => {
    for (const [code, meaning] of Object.entries(errors)) {
      for (const words of [en, ko]) {
        for (const part of [meaning.title, meaning.why, meaning.next]) {
          expect(part(words).length, `${code} has too few words`).toBeGreaterThan(4);
        }
      }
    }
  });

  it("crosses the boundary as an AppError with its code, field and details", async () => {
    const fake = installFake();
    fake.failNext("coverageTargetsGet", { code: "Invalid", field: "experiences_per_need", details: "check violated" });
    const error = await backend.coverageTargetsGet().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "Invalid", field: "experiences_per_need", details: "check violated" });
  });

  it("becomes Internal when the framework rejects with a plain string", () => {
    expect(AppError.from("command not allowed")).toMatchObject({ code: "Internal", message: "command not allowed" });
  });

  it("can be copied with everything a developer needs", () => {
    const text = copyText({ code: "Conflict", message: "deleting a row", field: "name", details: "used by 3" });
    expect(text).toContain("Conflict: deleting a row");
    expect(text).toContain("field: name");
    expect(text).toContain("used by 3");
  });
});

describe("the change feed", () => {
  it("maps a table to what the client shows of it, and a reconnect to everything", () => {
    expect(staleKeys("knock.data_pool_experiences")).toContainEqual(["home"]);
    expect(staleKeys("knock.data_pool_experiences")).not.toContainEqual(["settings"]);
    expect(staleKeys("knock.coverage_targets")).toContainEqual(["targets"]);
    expect(staleKeys("*")).toBeNull();
  });
});
