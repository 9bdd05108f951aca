import { useState } from 'react'
import { type DutyReport, dutyReportRoutes, type ReportPart } from '#contract/duty-reports.ts'
import { problemOf } from '../../shared/api.ts'
import { useMe } from '../../shared/session.tsx'
import { forgetCopy, keepCopy } from '../proposals/draft/local-copy.ts'
import { createSaver, type Saver } from '../proposals/draft/saver.ts'
import { callFor, useSavedOnLeaving } from '../proposals/draft/use-draft-saver.ts'
import { joinParts, type ReportStart, sameParts, serverParts, startOf } from './text.ts'

interface Kept {
  start: ReportStart
  saver: Saver<ReportPart[]>
  /** Where a refusal says that another window has saved, both texts are held for choosing. */
  holdWhereStale: (error: unknown) => boolean
}

/** The saver of one report: this device at once, the server after each pause. */
export function useReportSaver(
  report: DutyReport,
  drawn: readonly ReportPart[],
  joined: (parts: ReportPart[]) => void,
): Kept {
  const me = useMe()
  const [kept] = useState((): Kept => {
    const { id, headings } = report
    const readStale = (details: Record<string, unknown>) => {
      const current = details.current as { parts: ReportPart[]; version: number }
      return { theirs: serverParts(headings, current.parts, drawn), theirVersion: current.version }
    }
    const start = startOf(me.accountId, report, drawn)
    const saver = createSaver<ReportPart[]>(start.copy, {
      same: sameParts,
      create: () => Promise.reject(new Error('a report is there from the start')),
      edit: (_id, _saved, parts, version) => {
        const body = { version, parts }
        return callFor(body)(dutyReportRoutes.writeDutyReport, { params: { id }, body })
      },
      keep: (copy) => keepCopy(me.accountId, id, copy),
      forget: () => forgetCopy(me.accountId, id),
      created: () => undefined,
      join: (base, mine, theirs) => {
        const { merged, conflicts } = joinParts(base, mine, theirs)
        return conflicts.length === 0 ? merged : null
      },
      joined,
      readStale,
    })
    if (start.apart) saver.hold(serverParts(headings, report.parts, drawn), report.version)
    const holdWhereStale = (error: unknown) => {
      const problem = problemOf(error)
      if (problem?.code !== 'version.stale' || !problem.details) return false
      const { theirs, theirVersion } = readStale(problem.details)
      saver.hold(theirs, theirVersion)
      return true
    }
    return { start, saver, holdWhereStale }
  })
  useSavedOnLeaving(kept.saver)
  return kept
}
