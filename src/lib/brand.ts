declare const brand: unique symbol;

/**
 * A nominal type: `T` at run time, but not assignable from a plain `T` or from another brand.
 * Each brand has exactly one function that makes it, beside its type.
 */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
