/** The time shift of a record that tells no local time, in minutes. */
export const UTC = 0;

/** The time shifts of much used local times, in minutes, with where and when they are in use. */
export const commonTimeShifts: ReadonlyMap<number, string> = new Map([
  [-600, 'Honolulu'],
  [-480, 'Los Angeles, winter'],
  [-420, 'Los Angeles, summer'],
  [-360, 'Chicago, winter'],
  [-300, 'New York, winter'],
  [-240, 'New York, summer'],
  [-180, 'São Paulo'],
  [0, 'London, winter'],
  [60, 'Berlin, winter'],
  [120, 'Berlin, summer'],
  [180, 'Moscow'],
  [240, 'Dubai'],
  [330, 'Mumbai'],
  [480, 'Singapore'],
  [540, 'Tokyo'],
  [600, 'Sydney, winter'],
  [660, 'Sydney, summer'],
  [720, 'Auckland, winter'],
]);

/** The farthest time shifts from UTC that are in use anywhere, in minutes. */
const LEAST = -720;
const MOST = 840;

/** The name of a time shift, such as UTC+01:00; undefined for one that is no local time. */
export function nameOfTimeShift(minutes: number): string | undefined {
  if (!(Number.isInteger(minutes) && minutes >= LEAST && minutes <= MOST)) return undefined;
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const time = [hours, rest].map((part) => String(part).padStart(2, '0')).join(':');
  return `UTC${minutes < 0 ? '-' : '+'}${time}`;
}
