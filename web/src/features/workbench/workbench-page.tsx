import './workbench.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TodoGroup } from '#contract/workbench.ts'
import { workbenchRoutes } from '#contract/workbench.ts'
import { apiQuery } from '../../shared/api.ts'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { hasRole, useHat, useMe } from '../../shared/session.tsx'
import { newDraft, readCopy } from '../proposals/draft/local-copy.ts'
import { NothingWaits } from './nothing-waits.tsx'
import { NoticeList } from './notice-list.tsx'
import { TodoCards } from './todo-cards.tsx'
import { TodoRows } from './todo-rows.tsx'
import { words } from './words.ts'

/** What waits for me: a column of cards for members and leaders, dense groups for offices and units. */
export function WorkbenchPage() {
  const me = useMe()
  const hat = useHat()
  const query = useQuery({ ...apiQuery(workbenchRoutes.getWorkbench, {}), refetchInterval: 120_000 })
  const cards = hasRole(me, 'member', 'leader')
  const unfinished = hasRole(me, 'member') && readCopy(me.accountId, newDraft) !== null
  const Groups = cards ? TodoCards : TodoRows
  return (
    <Page
      title={words.title}
      lead={query.data && leadWords(query.data.groups)}
      actions={hasRole(me, 'member') && <WriteButton unfinished={unfinished} />}
    >
      <QueryState query={query}>
        {({ groups, ...news }) => (
          <div className="workbench">
            <div>
              {groups.some((group) => group.items.length > 0) ? (
                <Groups groups={groups} />
              ) : (
                <NothingWaits role={hat?.role ?? null} />
              )}
            </div>
            <NoticeList {...news} />
          </div>
        )}
      </QueryState>
    </Page>
  )
}

function WriteButton({ unfinished }: { unfinished: boolean }) {
  return (
    <Link to="/proposals/$id/edit" params={{ id: newDraft }} className="button">
      {unfinished ? '接着写本机上的提案' : '写提案'}
    </Link>
  )
}

function leadWords(groups: readonly TodoGroup[]): string | undefined {
  const count = groups.reduce((sum, group) => sum + group.count, 0)
  if (count === 0) return undefined
  const atLeast = groups.some((group) => group.count >= group.countLimit)
  return atLeast ? `有 ${count} 多件事等您办理` : `有 ${count} 件事等您办理`
}
