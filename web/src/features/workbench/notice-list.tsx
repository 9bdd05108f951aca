import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Notice, workbenchRoutes } from '#contract/workbench.ts'
import { call } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { instantWords } from '../../shared/matter/due.ts'
import { toastError } from '../../shared/toast.tsx'
import { words } from './words.ts'

/** How many stand open; the rest is folded away. */
const shown = 5

/** The newest notices. Opening one marks it as read; so does the button for all. */
export function NoticeList({ notices, unread }: { notices: readonly Notice[]; unread: number }) {
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: (ids: string[]) => call(workbenchRoutes.readNotices, { body: { ids } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [workbenchRoutes.getWorkbench.path] }),
    onError: toastError,
  })
  const fresh = notices.filter((notice) => notice.readAt === null)
  const newest = fresh.slice(0, shown)
  const older = [...fresh.slice(shown), ...notices.filter((notice) => notice.readAt !== null)]
  return (
    <section className="notices" aria-labelledby="notices">
      <div className="todo-heading">
        <h2 id="notices">{words.notices}</h2>
        {unread > 0 && <span className="faint">{`${unread} 条未看`}</span>}
        {fresh.length > 0 && (
          <button
            type="button"
            className="link-button"
            disabled={read.isPending}
            onClick={() => read.mutate(fresh.map((notice) => notice.id))}
          >
            {words.allRead}
          </button>
        )}
      </div>
      {notices.length === 0 && <p className="faint">{words.noNotices}</p>}
      <ul className="notice-list">
        {newest.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onRead={(id) => read.mutate([id])} />
        ))}
      </ul>
      {older.length > 0 && (
        <details className="notice-seen">
          <summary>{`${words.older}（${older.length}）`}</summary>
          <ul className="notice-list">
            {older.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} onRead={(id) => read.mutate([id])} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Where a notice opens. */
const pages: Record<string, string> = {
  proposal: '/proposals/$id',
  memberChange: '/member-changes',
  mutualAppraisal: '/mutual-appraisals/$id',
  appraisal: '/appraisals/$id',
  awardRound: '/awards/$id',
  dutyRecord: '/duty/records/$id',
  dutyObjection: '/duty/objections',
  dutyArchives: '/duty/archives',
  assessment: '/assessments/$id',
  activity: '/activities/$id',
  speeches: '/activities/$id/speeches',
  dutyReport: '/duty-reports/$id',
  dutyReportRound: '/duty-report-rounds/$id',
  jointActivity: '/activities',
}

/** What happened is the line that opens; which matter it is about stands below. */
function NoticeLine({ notice, onRead }: { notice: Notice; onRead: (id: string) => void }) {
  const { subjectKind, subjectId } = notice
  const unread = notice.readAt === null
  const to = pages[subjectKind] ?? null
  const open = unread ? () => onRead(notice.id) : undefined
  return (
    <li className={unread ? 'notice-unread' : undefined}>
      {unread && <span className="visually-hidden">未看：</span>}
      {to ? (
        <Link to={to} params={{ id: subjectId } as never} onClick={open} className="notice-words">
          {notice.words}
        </Link>
      ) : (
        <span className="notice-words">{notice.words}</span>
      )}
      <p className="notice-title">{notice.title}</p>
      <time dateTime={notice.at} className="faint">
        {instantWords(notice.at, today())}
      </time>
    </li>
  )
}
