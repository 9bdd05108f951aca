import { v7 } from 'uuid'

/** A new UUIDv7: sorts by the time it was made, so new rows lie together in an index. */
export function newId(): string {
  return v7()
}
