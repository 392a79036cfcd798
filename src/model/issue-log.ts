import { growable } from "@/lib/growable-column";
import { issueCodes } from "./issue-table";
import type { IssueCode } from "./span-view";
import type { StringInterner } from "./string-interner";

const codeNumbers = new Map(issueCodes.map((code, number) => [code, number]));

/** Issues on their way, in the order in which they are found; `span` is a row of any numbering. */
export class IssueLog {
  readonly span = growable.uint32();
  readonly code = growable.uint8();
  readonly detail = growable.uint32();
  readonly #strings: StringInterner;

  constructor(strings: StringInterner) {
    this.#strings = strings;
  }

  add(span: number, code: IssueCode, detail = ""): void {
    this.span.push(span);
    this.code.push(codeNumbers.get(code) ?? 0);
    this.detail.push(this.#strings.intern(detail));
  }
}
