/** Filled in with the calendar feed. */
export function FeedPart() {
  return null
}
