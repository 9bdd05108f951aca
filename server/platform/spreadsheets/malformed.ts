/** Why a container (zip, OLE) or an XML part cannot be trusted. */
export type MalformedReason =
  | 'truncated'
  | 'corrupt'
  | 'duplicate-entry'
  | 'overlapping-entries'
  | 'unsupported'
  | 'encrypted'
  | 'too-many-entries'
  | 'too-large'
  | 'doctype'
  | 'xml'
  | 'missing-part'

/** Thrown by the container and XML readers; the caller turns it into a refusal in its own words. */
export class MalformedFile extends Error {
  readonly reason: MalformedReason
  readonly part: string | undefined

  constructor(reason: MalformedReason, part?: string, options?: ErrorOptions) {
    super(part === undefined ? reason : `${reason}: ${part}`, options)
    this.name = 'MalformedFile'
    this.reason = reason
    this.part = part
  }
}
