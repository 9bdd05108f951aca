import { type Asker, type Person, roles, type World } from './world.ts'

/** What somebody meets. `ok`: let through, though the matter itself may still say 409; `denied`: 403 access.denied;
 *  `hidden`: 404, it does not exist for them; `login`: 401. */
export type Answer = 'ok' | 'denied' | 'hidden' | 'login'

/** What is sent. `files` makes it multipart; `token` replaces the asker's own login. */
export interface RowRequest {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  files?: { name: string; bytes: Buffer }[]
  token?: string
}

/** The people of the subject's own committee. */
export type HomeAnswers = Record<Asker, Answer>
/** The same roles of another committee, asking for the same subject. */
export type AwayAnswers = Record<Exclude<Asker, 'nobody'>, Answer>

export interface Row {
  /** Makes a fresh subject and the request for it. `person` null: nobody is signed in. */
  make(world: World, person: Person | null): Promise<RowRequest>
  home: HomeAnswers
  away: AwayAnswers
}

/** A row of the table: who meets what at one route. `prepare` is called for each cell, so that no cell sees what another
 *  one did. */
export function row<S>(given: {
  prepare?: (world: World, person: Person | null) => Promise<S>
  request: (world: World, subject: S, person: Person | null) => RowRequest
  home: HomeAnswers
  away: AwayAnswers
}): Row {
  return {
    home: given.home,
    away: given.away,
    async make(world, person) {
      const subject = await given.prepare?.(world, person)
      return given.request(world, subject as S, person)
    },
  }
}

/** The same for everybody but those named; nobody is asked to sign in. */
export function all(answer: Answer, but: Partial<HomeAnswers> = {}): HomeAnswers {
  const same = Object.fromEntries(roles.map((role) => [role, answer])) as HomeAnswers
  return { ...same, nobody: 'login', ...but }
}

/** As `all`, for the people of the other committee. */
export function away(answer: Answer, but: Partial<AwayAnswers> = {}): AwayAnswers {
  const { nobody: _, ...rest } = all(answer, but)
  return rest
}
