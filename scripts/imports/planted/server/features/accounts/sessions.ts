// The other half of the circle that passwords.ts is announced for: a circle is reported once.
export type { Password } from './passwords.ts'
export type Session = { openedAt: Date }
