/** The time now as the specification writes it, in whole seconds: nobody writes the milliseconds of a fixture, and in a comparison they are noise. */
export function now(): string {
  return `${new Date().toISOString().slice(0, 19)}.000Z`;
}
