/** RFC 3339 in UTC with six digits of a second, so that texts sort as instants do. */
export function timestampText(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  const rest = microseconds - milliseconds * 1000;
  return `${new Date(milliseconds).toISOString().slice(0, -1)}${String(Math.floor(rest)).padStart(3, '0')}Z`;
}
