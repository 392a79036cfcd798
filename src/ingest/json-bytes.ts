/** Bytes that mean something in JSON text. */
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const BACKSLASH = 0x5c;
export const OPEN_ARRAY = 0x5b;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
const MINUS = 0x2d;

/** Classes of bytes outside strings; 0 for all others. */
export const IS_QUOTE = 1;
export const IS_OPEN = 2;
export const IS_CLOSE = 3;
export const IS_DIGIT = 4;

/** The class of each byte. */
export const BYTE_CLASS = new Uint8Array(256);
BYTE_CLASS[QUOTE] = IS_QUOTE;
BYTE_CLASS[OPEN_ARRAY] = BYTE_CLASS[OPEN_OBJECT] = IS_OPEN;
BYTE_CLASS[CLOSE_ARRAY] = BYTE_CLASS[CLOSE_OBJECT] = IS_CLOSE;
BYTE_CLASS.fill(IS_DIGIT, 0x30, 0x3a);

/** JSON's white space. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** A byte that a number may hold anywhere. */
export function isNumberPart(byte: number): boolean {
  return BYTE_CLASS[byte] === IS_DIGIT || isMark(byte) || isExponent(byte);
}

/** A byte that makes a number other than an integer. */
export function isFraction(byte: number): boolean {
  return byte === 0x2e || isExponent(byte);
}

/** A lower-case letter: of true, false, null, or of a mistake that `JSON.parse` will refuse. */
export function isWord(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

/** True for the first byte of a value. */
export function beginsValue(byte: number): boolean {
  const known = BYTE_CLASS[byte];
  return (known !== 0 && known !== IS_CLOSE) || byte === MINUS || isWord(byte);
}

function isMark(byte: number): boolean {
  return byte === 0x2e || byte === MINUS || byte === 0x2b;
}

function isExponent(byte: number): boolean {
  return byte === 0x65 || byte === 0x45;
}
