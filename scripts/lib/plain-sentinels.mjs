const sentinel = /\b(\w+Exception) = Error\(formatProdErrorMessage\((\d+)\)\)/g;

/**
 * React DOM makes five errors as it is evaluated, which it throws to itself and tells apart by
 * identity. To note their stacks the browser parses the whole program once more: 25 ms before the
 * page starts. They are made here as what they are used as, without a stack.
 *
 * @returns {import("vite").Plugin}
 */
export function plainSentinels() {
  return {
    name: "spanwise-plain-sentinels",
    apply: "build",
    transform: {
      filter: { id: /[\\/]react-dom-client\.production\.js$/ },
      handler: (code) => ({ code: withPlainSentinels(code), map: null }),
    },
  };
}

/**
 * React DOM's code with plain objects in place of those errors. One that has others is left as it is.
 *
 * @param {string} code
 */
export function withPlainSentinels(code) {
  return code.replaceAll(
    sentinel,
    "$1 = Object.create(Error.prototype, { message: { value: formatProdErrorMessage($2) } })",
  );
}
