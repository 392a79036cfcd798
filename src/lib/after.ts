/** Resolves after so many milliseconds; without them by a timer that is due at once. */
export const after = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
