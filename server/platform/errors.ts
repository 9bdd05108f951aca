/** A refusal the caller can act on. `code` is stable and declared in the contract; the web has the words for it. */
export class DomainError extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  /** HTTP status: 409 a wrong state (the default), 403 not allowed, 404 not visible, 400 bad input, 429 too fast. */
  readonly status: number
  constructor(code: string, details: Record<string, unknown> = {}, status = 409) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.details = details
    this.status = status
  }
}

/** What one may not see does not exist: other committees' things and hidden ones are answered alike. */
export function notFound(what: string): DomainError {
  return new DomainError('not-found', { what }, 404)
}

/** Visible, but not this person's to do. */
export function accessDenied(action: string): DomainError {
  return new DomainError('access.denied', { action }, 403)
}

/** Bad input found after the schema, with the field named. */
export function invalidInput(path: string, message: string): DomainError {
  return new DomainError('input.invalid', { fields: [{ path, message }] }, 400)
}
