import { sql } from 'kysely'
import type { DutyArchive } from '#contract/duty-archives.ts'
import { dutyArchive } from '#contract/duty-archives.ts'
import { chapterNames, dutyChapter, dutyKindOf } from '#contract/duty-kinds.ts'
import { currentTerm, findTerm } from '#features/committees/index.ts'
import { postLabel } from '#features/members/index.ts'
import type { Context } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { readsLedgerOf, requireLedger } from '../access.ts'

type Act = DutyArchive['chapters'][number]['acts'][number]
const sexNames: Readonly<Record<string, string>> = { male: '男', female: '女' }

type PersonRow = Omit<DutyArchive['member'], 'sex' | 'posts'> & {
  sex: string | null
  posts: { post: string; title: string }[]
  committee: string
}

/** A member's archive of a term as the ledger gives it now: what is sealed is the JSON of this. Source: 蚌埠 2018，一届一人一档.
 *  @throws DomainError not-found for who did not serve in the term */
export async function buildArchive(
  ctx: Pick<Context, 'db' | 'actor'>,
  memberId: string,
  termId: string,
): Promise<DutyArchive> {
  const { committeeId } = ctx.actor
  const term = await findTerm(ctx, termId)
  if (!term) throw notFound('term')
  const { rows } = await sql<PersonRow>`
    select m.id, m.name, m.sex, m.ethnicity, m.parties, m.education, m.professional_title as "professionalTitle",
      m.employer, m.employer_post as "employerPost", m.career, m.expertise, c.name as committee,
      min(s.joined_on) as "joinedOn",
      case when bool_or(s.left_on is null) then null else max(s.left_on) end as "leftOn",
      coalesce((
        select g.name from group_members x
        join groups g on g.committee_id = x.committee_id and g.id = x.group_id
        where x.committee_id = m.committee_id and x.member_id = m.id and g.kind = 'sector'
          and x.starts_on <= coalesce(${term.endsOn}::date, 'infinity') and coalesce(x.ends_on, 'infinity') > ${term.startsOn}::date
        order by x.starts_on desc limit 1), '') as sector,
      array(
        select g.name from group_members x
        join groups g on g.committee_id = x.committee_id and g.id = x.group_id
        where x.committee_id = m.committee_id and x.member_id = m.id and g.kind <> 'sector'
          and x.starts_on <= coalesce(${term.endsOn}::date, 'infinity') and coalesce(x.ends_on, 'infinity') > ${term.startsOn}::date
        order by x.starts_on, g.name) as groups,
      array(
        select json_build_object('post', p.post, 'title', p.title) from member_posts p
        where p.committee_id = m.committee_id and p.member_id = m.id
          and p.starts_on <= coalesce(${term.endsOn}::date, 'infinity') and coalesce(p.ends_on, 'infinity') > ${term.startsOn}::date
        order by p.starts_on, p.id) as posts
    from members m
    join committees c on c.id = m.committee_id
    join memberships s on s.committee_id = m.committee_id and s.member_id = m.id and s.term_id = ${termId}
    where m.committee_id = ${committeeId} and m.id = ${memberId}
    group by m.committee_id, m.id, c.name`.execute(ctx.db)
  const [found] = rows
  if (!found) throw notFound('member')
  const { committee, ...member } = found
  return {
    form: 'tongxin duty archive 1',
    committee,
    term,
    member: {
      id: member.id,
      name: member.name,
      sex: sexNames[member.sex ?? ''] ?? '',
      ethnicity: member.ethnicity,
      parties: member.parties,
      sector: member.sector,
      posts: member.posts.map(postLabel),
      groups: member.groups,
      education: member.education,
      professionalTitle: member.professionalTitle,
      employer: member.employer,
      employerPost: member.employerPost,
      career: member.career,
      expertise: member.expertise,
      joinedOn: member.joinedOn,
      leftOn: member.leftOn,
    },
    chapters: await chaptersOf(ctx, memberId, termId),
  }
}

async function chaptersOf(
  ctx: Pick<Context, 'db' | 'actor'>,
  memberId: string,
  termId: string,
): Promise<DutyArchive['chapters']> {
  const { rows } = await sql<Omit<Act, 'label'>>`
    select e.occurred_on as "occurredOn", e.kind, e.title, e.part, e.attendance, e.level, e.quantity,
      case when e.subject_kind = 'dutyRecord' then array(
        select f.name from duty_record_files x
        join files f on f.committee_id = x.committee_id and f.id = x.file_id
        where x.committee_id = e.committee_id and x.record_id = e.subject_id
        order by x.added_at, f.name) else '{}' end as proofs
    from duty_entries e
    where e.committee_id = ${ctx.actor.committeeId} and e.member_id = ${memberId} and e.term_id = ${termId}
      and e.reverses_id is null
      and not exists (
        select from duty_entries v
        where v.committee_id = e.committee_id and v.reverses_id = e.id and v.reverses_id is not null)
    order by e.occurred_on, e.id`.execute(ctx.db)
  const acts = rows.map(
    ({ occurredOn, kind, proofs, ...rest }): Act => ({
      occurredOn,
      kind,
      label: dutyKindOf(kind)?.label ?? kind,
      ...rest,
      ...(proofs?.length ? { proofs } : {}),
    }),
  )
  return dutyChapter.options.map((chapter) => ({
    chapter,
    name: chapterNames[chapter],
    acts: acts.filter((act) => (dutyKindOf(act.kind)?.chapter ?? 'activities') === chapter),
  }))
}

/** The sealed text of an archive, or null. */
export async function sealedArchive(
  ctx: Pick<Context, 'db' | 'actor'>,
  memberId: string,
  termId: string,
): Promise<{ content: string; hash: string; sealedAt: string } | null> {
  const row = await ctx.db
    .selectFrom('duty_archives')
    .select(['content', 'hash', 'sealed_at as sealedAt'])
    .where('committee_id', '=', ctx.actor.committeeId)
    .where('term_id', '=', termId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row ?? null
}

/** The archive of a member's term, as it was sealed or as it stands. @throws DomainError access.denied, not-found */
export async function getDutyArchive(ctx: Context, memberId: string, wanted: string | undefined) {
  requireLedger(ctx.actor, 'getDutyArchive')
  if (!readsLedgerOf(ctx.actor, memberId)) throw notFound('member')
  const terms = await termsOf(ctx, memberId)
  const running = await currentTerm(ctx)
  const termId = wanted ?? terms.find((term) => term.id === running?.id)?.id ?? terms[0]?.id
  if (termId === undefined || !terms.some((term) => term.id === termId)) throw notFound('member')
  const sealed = await sealedArchive(ctx, memberId, termId)
  return {
    archive: sealed ? dutyArchive.parse(JSON.parse(sealed.content)) : await buildArchive(ctx, memberId, termId),
    sealed: sealed && {
      at: sealed.sealedAt,
      hash: sealed.hash,
      later: await countLater(ctx, memberId, termId, sealed.sealedAt),
    },
    terms,
  }
}

/** How many lines the ledger of a member's term has got since. */
async function countLater(ctx: Context, memberId: string, termId: string, since: string): Promise<number> {
  const { rows } = await sql<{ later: number }>`
    select count(*)::int as later
    from duty_entries e
    where e.committee_id = ${ctx.actor.committeeId} and e.member_id = ${memberId} and e.term_id = ${termId}
      and e.recorded_at > ${since}`.execute(ctx.db)
  return rows[0]!.later
}

/** The terms a member served in, newest first. */
async function termsOf(ctx: Context, memberId: string): Promise<{ id: string; number: number }[]> {
  const { rows } = await sql<{ id: string; number: number }>`
    select t.id, t.number
    from terms t
    where t.committee_id = ${ctx.actor.committeeId} and exists (
      select from memberships s
      where s.committee_id = t.committee_id and s.term_id = t.id and s.member_id = ${memberId})
    order by t.number desc`.execute(ctx.db)
  return rows
}
