/**
 * Lets nothing be added to what every value inherits from. A text that talks some code into writing to a prototype then
 * changes nothing that other code reads. For programs alone: a library leaves the language as it finds it.
 */
export function freezePrototypes(): void {
  const shared: readonly { readonly prototype: object }[] = [
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    RegExp,
    Date,
    Error,
    Map,
    Set,
    Promise,
  ];
  for (const { prototype } of shared) Object.preventExtensions(prototype);
}
