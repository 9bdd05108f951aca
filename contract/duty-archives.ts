import { z } from 'zod'
import { civilDate, id, instant, page, paging, text } from './common.ts'
import { dutyAttendance, dutyChapter, dutyLevel, dutyPart } from './duty-kinds.ts'
import { route } from './route.ts'

/** One act as the archive tells it. */
export const archivedAct = z.object({
  occurredOn: civilDate,
  kind: z.string(),
  label: z.string(),
  title: z.string(),
  part: dutyPart,
  attendance: dutyAttendance.nullable(),
  level: dutyLevel.nullable(),
  quantity: z.int(),
  /** Names of the papers that prove a record by hand; left out where there are none, and in archives sealed before they were told. */
  proofs: z.array(z.string()).optional(),
})
/** 一届一人一档: what is sealed is this, byte for byte. Source: 蚌埠市政协委员履职档案 2018. */
export const dutyArchive = z.object({
  form: z.literal('tongxin duty archive 1'),
  committee: z.string(),
  term: z.object({ id, number: z.int(), startsOn: civilDate, endsOn: civilDate.nullable() }),
  member: z.object({
    id,
    name: z.string(),
    sex: z.string(),
    ethnicity: z.string(),
    parties: z.array(z.string()),
    sector: z.string(),
    posts: z.array(z.string()),
    groups: z.array(z.string()),
    education: z.string(),
    professionalTitle: z.string(),
    employer: z.string(),
    employerPost: z.string(),
    career: z.string(),
    expertise: z.string(),
    joinedOn: civilDate.nullable(),
    leftOn: civilDate.nullable(),
  }),
  chapters: z.array(z.object({ chapter: dutyChapter, name: z.string(), acts: z.array(archivedAct) })),
})
export type DutyArchive = z.infer<typeof dutyArchive>

/** Lines of the ledger since the sealing, which the sealed archive does not have; 0 while it is not sealed. */
const later = z.int()
/** Which members of a term. */
const listed = {
  termId: id.optional(),
  /** Name, in characters or pinyin. */
  q: text(60).optional(),
  /** Of whom the last sector of the term is this one; `none`: who has none. */
  sector: z.union([id, z.literal('none')]).optional(),
}
const whose = { params: z.object({ id }), query: z.object({ termId: id.optional() }) }

export const dutyArchiveRoutes = {
  getDutyArchive: route({
    method: 'GET',
    path: '/members/:id/duty-archive',
    summary: 'The archive of a member’s term, as it was sealed or as it stands.',
    access: 'signedIn',
    ...whose,
    response: z.object({
      archive: dutyArchive,
      /** Null while the term runs, or was not sealed. */
      sealed: z.object({ at: instant, hash: z.string(), later }).nullable(),
      terms: z.array(z.object({ id, number: z.int() })),
    }),
  }),
  getDutyArchivePaper: route({
    method: 'GET',
    path: '/members/:id/duty-archive/paper',
    summary: 'The archive as a Word file.',
    access: 'signedIn',
    ...whose,
    download: true,
  }),
  getDutyArchiveProof: route({
    method: 'GET',
    path: '/members/:id/duty-archive/proof',
    summary: 'The sealed archive with its proof, to be checked anywhere by `tongxin verify-archive`.',
    access: 'signedIn',
    ...whose,
    download: true,
    errors: ['dutyArchive.not-sealed', 'dutyArchive.seal-pending'],
  }),
  listDutyArchives: route({
    method: 'GET',
    path: '/duty-archives',
    summary: 'The members of a term with whether their archive is sealed.',
    access: 'signedIn',
    query: z.object({ ...paging, ...listed }),
    response: page(
      z.object({
        memberId: id,
        memberName: z.string(),
        sector: z.string(),
        acts: z.int(),
        sealedAt: instant.nullable(),
        later,
      }),
    ).extend({
      total: z.int(),
      term: z
        .object({ id, number: z.int(), endsOn: civilDate.nullable(), over: z.boolean(), unsealed: z.int() })
        .nullable(),
      terms: z.array(z.object({ id, number: z.int() })),
    }),
  }),
  getDutyArchivePapers: route({
    method: 'GET',
    path: '/duty-archives/papers',
    summary: 'The archives of a list, each as a Word file, as one zip.',
    access: 'signedIn',
    query: z.object(listed),
    download: true,
    errors: ['dutyArchive.nobody', 'papers.busy'],
  }),
  sealDutyArchives: route({
    method: 'POST',
    path: '/duty-archives/seal',
    summary: 'Seal the archives of a term that is over: read-only from then on.',
    access: 'signedIn',
    body: z.object({ termId: id }),
    response: z.object({ sealed: z.int() }),
    errors: ['dutyArchive.term-runs', 'dutyArchive.ledger-behind'],
  }),
}
