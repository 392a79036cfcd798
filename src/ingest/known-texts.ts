import { Literal, type ByteCursor } from "./byte-cursor";

/** Longer texts are rarely repeated. */
const LONGEST = 64;
/** After so many texts in a row that were new, the next ones are taken for new, */
const NEW_IN_A_ROW = 64;
/** but for one of so many. */
const TRIED = 16;

/**
 * The two texts that stood in one place lately and came again there: a method, a kind, a name of a
 * library. They are told by a comparison of bytes, and need not be looked up among all texts. What
 * is different each time is not remembered.
 */
export class KnownTexts {
  #first: Literal | undefined;
  #firstId = 0;
  #second: Literal | undefined;
  #secondId = 0;
  /** The ids of the last two texts that were read, and not recognised. */
  #read = 0;
  #readBefore = 0;
  /** How many have been new, or were taken for new, since one was not. */
  #newInARow = 0;

  /** Consumes the text, in its quotes, where it is known; gives its id, or -1. */
  take(cursor: ByteCursor): number {
    if (this.#first !== undefined && cursor.skip(this.#first)) return this.#firstId;
    if (this.#second !== undefined && cursor.skip(this.#second)) return this.#secondId;
    return -1;
  }

  /** True where the text to come is most likely a new one, as an id or an address is. */
  expectsNew(): boolean {
    if (this.#newInARow < NEW_IN_A_ROW || this.#newInARow % TRIED === 0) return false;
    this.#newInARow += 1;
    return true;
  }

  /** A text has been looked up, and was new or was not. */
  lookedUp(isNew: boolean): void {
    this.#newInARow = isNew ? this.#newInARow + 1 : 0;
  }

  /** The cursor has read a text that was not known. */
  learn(cursor: ByteCursor, id: number): void {
    const comesAgain = id === this.#read || id === this.#readBefore;
    if (!comesAgain || cursor.to - cursor.from > LONGEST) {
      this.#readBefore = this.#read;
      this.#read = id;
      return;
    }
    this.#second = this.#first;
    this.#secondId = this.#firstId;
    this.#first = new Literal(cursor.view, cursor.from - 1, cursor.to + 1);
    this.#firstId = id;
  }
}
