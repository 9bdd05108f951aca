import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RouteResponse } from '#contract/route.ts'
import { type Notice, workbenchRoutes } from '#contract/workbench.ts'
import { call, errorWords } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { instantWords } from '../../shared/matter/due.ts'
import { toastError } from '../../shared/toast.tsx'
import { words } from './words.ts'

/** How many stand open; the rest is folded away. */
const shown = 5

type News = Omit<RouteResponse<typeof workbenchRoutes.getWorkbench>, 'groups'>

/** The newest notices, and the older ones page by page. Opening one marks it as read; the button marks all that are here or
 *  older. */
export function NoticeList(news: News) {
  const { unreadNotices: unread, unreadLimit } = news
  const client = useQueryClient()
  const [further, setFurther] = useState(false)
  const all = useInfiniteQuery({
    queryKey: [workbenchRoutes.listNotices.path],
    queryFn: ({ pageParam, signal }) =>
      call(workbenchRoutes.listNotices, { query: { limit: 60, cursor: pageParam || undefined } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled: further,
    refetchInterval: 120_000,
  })
  const pages = further ? all.data?.pages : undefined
  const notices = pages?.flatMap((page) => page.items) ?? news.notices
  const hasMore = pages ? all.hasNextPage : news.olderNotices
  const read = useMutation({
    mutationFn: (body: { ids: string[] } | { until: string }) => call(workbenchRoutes.readNotices, { body }),
    onSuccess: () =>
      Promise.all(
        [workbenchRoutes.getWorkbench, workbenchRoutes.listNotices].map(({ path }) =>
          client.invalidateQueries({ queryKey: [path] }),
        ),
      ),
    onError: toastError,
  })
  const fresh = notices.filter((notice) => notice.readAt === null)
  const newest = fresh.slice(0, shown)
  const older = [...fresh.slice(shown), ...notices.filter((notice) => notice.readAt !== null)]
  return (
    <section className="notices" aria-labelledby="notices">
      <div className="todo-heading">
        <h2 id="notices">{words.notices}</h2>
        {unread > 0 && <span className="faint">{`${unread} 条${unread >= unreadLimit ? '以上' : ''}未看`}</span>}
        {unread > 0 && notices[0] && (
          <button
            type="button"
            className="link-button"
            disabled={read.isPending}
            onClick={() => notices[0] && read.mutate({ until: notices[0].at })}
          >
            {words.allRead}
          </button>
        )}
      </div>
      {notices.length === 0 && <p className="faint">{words.noNotices}</p>}
      <ul className="notice-list">
        {newest.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onRead={(id) => read.mutate({ ids: [id] })} />
        ))}
      </ul>
      {(older.length > 0 || hasMore) && (
        <details className="notice-seen">
          <summary>{hasMore ? words.older : `${words.older}（${older.length}）`}</summary>
          <ul className="notice-list">
            {older.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} onRead={(id) => read.mutate({ ids: [id] })} />
            ))}
          </ul>
          {further && all.isError && <p className="faint">{errorWords(all.error)}</p>}
          {hasMore && (
            <button
              type="button"
              className="link-button"
              disabled={all.isFetching}
              onClick={() => (further ? void all.fetchNextPage() : setFurther(true))}
            >
              {words.evenOlder}
            </button>
          )}
        </details>
      )}
    </section>
  )
}

/** Where a notice opens. */
const opens: Record<string, string> = {
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
  const to = opens[subjectKind] ?? null
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
