/** A file as text, which the bundler and vitest put in place. */
declare module "*?raw" {
  const text: string;
  export default text;
}
