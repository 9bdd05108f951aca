import { sql } from 'kysely'
import type { FoundProposal } from '#contract/finding.ts'
import type { ProposalState } from '#contract/proposals.ts'
import { lettersOf } from '#platform/chinese/letters.ts'
import type { Context } from '#platform/context.ts'
import { statement } from '#platform/database/statement.ts'
import { marked, marksFor, snippet } from '../rules/finding.ts'
import { numberText } from '../rules.ts'

interface FoundRow {
  id: string
  number: number | null
  title: string
  kind: FoundProposal['kind']
  category: string | null
  proposers: string
  sessionId: string | null
  submittedAt: string | null
  updatedAt: string
  dueOn: string | null
  paused: boolean
  waitingSince: string
  state: ProposalState
  leadUnit: string | null
  sector: string | null
  mergedIntoNumber: number | null
  numberClass: string
  mergedCount: number
  awarded: boolean
  termNumber: number
  sessionNumber: number | null
  printed: string | null
  analysis: string
  suggestions: string[]
  units: string[]
  replies: string[]
}

/** What a search shows of proposals, and where it looks for the words; built and planned once each. */
const rowsFor = (inText: boolean) =>
  statement('kept', (db, values: { committeeId: string; ids: string }) => ({
    compile: () =>
      sql<FoundRow>`
    select p.id, p.number, p.title, p.kind, p.category, p.proposers, p.session_id as "sessionId",
      p.submitted_at as "submittedAt", p.updated_at as "updatedAt", p.due_on as "dueOn", p.paused, p.state_since as "waitingSince",
      p.state, l.short_name as "leadUnit", g.name as sector,
      (
        select i.number from proposals i where i.committee_id = p.committee_id and i.id = p.merged_into
      ) as "mergedIntoNumber",
      (
        select count(*)::int from proposals f where f.committee_id = p.committee_id and f.merged_into = p.id
      ) as "mergedCount",
      t.number as "termNumber", n.number as "sessionNumber", p.number_text as printed, p.number_class as "numberClass",
      p.awarded_at is not null as awarded,
      ${inText ? textParts : sql`'' as analysis, '[]'::jsonb as suggestions, array[]::text[] as units, array[]::text[] as replies`}
    from proposals p
    join terms t on t.committee_id = p.committee_id and t.id = p.term_id
    left join sessions n on n.committee_id = p.committee_id and n.id = p.session_id
    left join units l on l.committee_id = p.committee_id and l.id = p.lead_unit_id
    left join groups g on g.committee_id = p.committee_id and g.id = p.sector_id
    ${inText ? textInForce : sql``}
    where p.committee_id = ${values.committeeId} and p.id = any(${values.ids}::uuid[])`.compile(db),
  }))

const textParts = sql`w.analysis, w.suggestions,
      array(
        select u.name
        from assignments a
        join units u on u.committee_id = a.committee_id and u.id = a.unit_id
        where a.committee_id = p.committee_id and a.proposal_id = p.id and a.state not in ('returned', 'reassigned')
      ) as units,
      array(
        select r.text
        from replies r
        where r.committee_id = p.committee_id and r.proposal_id = p.id and r.delivered_at is not null
        order by r.id desc
      ) as replies`
/** The wording handed in last, else the one being written: as commands/index-proposals.ts has it. */
const textInForce = sql`cross join lateral (
      select x.analysis, x.suggestions
      from proposal_texts x
      where x.committee_id = p.committee_id and x.proposal_id = p.id
      order by x.handed_in_at is null, x.number desc
      limit 1
    ) w`

const [titleRows, textRows] = [rowsFor(false), rowsFor(true)]

/** Proposals of which it is known that the actor sees them. @param inText with the parts that make them findable */
export async function foundRows(ctx: Context, ids: readonly string[], inText = true): Promise<FoundRow[]> {
  if (ids.length === 0) return []
  const values = { committeeId: ctx.actor.committeeId, ids: `{${ids.join(',')}}` }
  return (inText ? textRows : titleRows)(ctx.db, values)
}

const excerptsShown = 2

/** A found proposal with the words marked where they stand. @param inText also in wording, units and replies */
export function showFound(row: FoundRow, words: readonly string[], inText: boolean): FoundProposal {
  const { termNumber, sessionNumber, printed, analysis, suggestions, units, replies, ...item } = row
  const excerpts: FoundProposal['excerpts'] = []
  const look = (where: FoundProposal['excerpts'][number]['in'], texts: readonly string[]) => {
    for (const text of texts) {
      if (excerpts.length >= excerptsShown) return
      const pieces = snippet(text, marksFor(words, lettersOf(text)))
      if (pieces) {
        excerpts.push({ in: where, pieces })
        return
      }
    }
  }
  if (inText && words.length > 0) {
    look('analysis', [analysis])
    look('suggestions', suggestions)
    look('reply', replies)
    look('unit', units)
  }
  if (words.length > 0) look('proposers', [item.proposers])
  return {
    ...item,
    numberText: printed ?? numberText(termNumber, sessionNumber, item.number),
    titlePieces: marked(item.title, marksFor(words, lettersOf(item.title))),
    excerpts,
  }
}
