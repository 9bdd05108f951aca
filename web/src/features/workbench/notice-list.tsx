import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Notice, workbenchRoutes } from '#contract/workbench.ts'
import { call } from '../../shared/api.ts'
import { today } from '../../shared/dates.ts'
import { instantWords } from '../../shared/matter/due.ts'
import { toastError } from '../../shared/toast.tsx'
import { words } from './words.ts'

/** The newest notices. Opening one marks it as read; so does the button for all. */
export function NoticeList({ notices, unread }: { notices: readonly Notice[]; unread: number }) {
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: (ids: string[]) => call(workbenchRoutes.readNotices, { body: { ids } }),
    onSuccess: () => client.invalidateQueries({ queryKey: [workbenchRoutes.getWorkbench.path] }),
    onError: toastError,
  })
  const fresh = notices.filter((notice) => notice.readAt === null)
  const seen = notices.filter((notice) => notice.readAt !== null)
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
        {fresh.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onOpen={() => read.mutate([notice.id])} />
        ))}
      </ul>
      {seen.length > 0 && (
        <details className="notice-seen">
          <summary>{`${words.olderRead}（${seen.length}）`}</summary>
          <ul className="notice-list">
            {seen.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function NoticeLine({ notice, onOpen }: { notice: Notice; onOpen?: () => void }) {
  const { subjectKind, subjectId } = notice
  const to = subjectKind === 'proposal' ? '/proposals/$id' : subjectKind === 'memberChange' ? '/member-changes' : null
  return (
    <li>
      {onOpen && <span className="visually-hidden">未看：</span>}
      {to ? (
        <Link to={to} params={{ id: subjectId } as never} onClick={onOpen} className="notice-title">
          {notice.title}
        </Link>
      ) : (
        <span className="notice-title">{notice.title}</span>
      )}
      <p className="notice-words">{notice.words}</p>
      <time dateTime={notice.at} className="faint">
        {instantWords(notice.at, today())}
      </time>
    </li>
  )
}
