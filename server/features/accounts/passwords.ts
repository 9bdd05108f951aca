import { randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. Measured: 11 ms on the target machine. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** NIST SP 800-63B 3.1.1.2: the same characters typed on another keyboard are the same password. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8')

/** The argon2id hash of a password, as PHC text. */
export function hashPassword(password: string): Promise<string> {
  return hash(bytesOf(password), cost)
}

let nobodysHash: Promise<string> | undefined

/** Whether the password is the one of `passwordHash`. Null or no hash takes as long as a wrong password: time tells nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(16).toString('hex'))
  const known = passwordHash?.startsWith('$argon2id$') === true
  const right = await verify(known ? passwordHash : await nobodysHash, bytesOf(password))
  return known && right
}

/** Letters and digits that are not taken for each other on paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password to hand over on paper or by telephone, e.g. `kq7m-x2pd-hv9c`: 59 bits. */
export function newFirstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group()].join('-')
}
