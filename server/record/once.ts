/** Returns what a function makes of a subject; the first time it is asked for, it is made, then it is kept. */
export type Once<Subject> = <Result>(make: (subject: Subject) => Result) => Result;

/** Remembers what functions make of a subject, as long as the subject is looked at. */
export function onceFor<Subject>(subject: () => Subject): Once<Subject> {
  let made: Map<unknown, unknown> | undefined;
  return <Result>(make: (subject: Subject) => Result): Result => {
    made ??= new Map();
    if (!made.has(make)) made.set(make, make(subject()));
    return made.get(make) as Result;
  };
}
