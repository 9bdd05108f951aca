import './error-words.ts'
import './finding.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Form, Input } from 'antd'
import { useState } from 'react'
import type { FindQuery } from '#contract/finding.ts'
import { type SavedSearch, searchRoutes } from '#contract/searches.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'

const useRefresh = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: [searchRoutes.listSavedSearches.path] })
}

/** The searches one keeps, with how many new ones each has found. Nothing is shown where there is none. */
export function SavedSearches({ onOpen }: { onOpen: (query: Record<string, string | undefined>) => void }) {
  const query = useQuery(apiQuery(searchRoutes.listSavedSearches, {}))
  const items = query.data?.items ?? []
  if (items.length === 0) return null
  const fresh = items.reduce((sum, one) => sum + one.newHits.length, 0)
  return (
    <details className="saved-searches no-print" open={fresh > 0}>
      <summary>我保存的查找{fresh > 0 ? `（新 ${fresh} 件）` : `（${items.length}）`}</summary>
      <ul>
        {items.map((item) => (
          <SavedLine key={item.id} item={item} onOpen={onOpen} />
        ))}
      </ul>
    </details>
  )
}

function SavedLine({
  item,
  onOpen,
}: {
  item: SavedSearch
  onOpen: (query: Record<string, string | undefined>) => void
}) {
  const refresh = useRefresh()
  const params = { id: item.id }
  const open = async () => {
    onOpen(addressOf(item.query))
    await call(searchRoutes.lookAtSearch, { params })
    await refresh()
  }
  const remove = async () => {
    await call(searchRoutes.removeSearch, { params })
    await refresh()
  }
  return (
    <li>
      <button type="button" className="button" onClick={() => void open()}>
        {item.name}
        {item.newHits.length > 0 && <strong> 新 {item.newHits.length} 件</strong>}
      </button>
      <button type="button" className="button" aria-label={`删除查找 ${item.name}`} onClick={() => void remove()}>
        删除
      </button>
      {item.newHits.length > 0 && (
        <ul>
          {item.newHits.map((hit) => (
            <li key={hit.proposalId}>
              <Link to="/proposals/$id" params={{ id: hit.proposalId }}>
                {hit.number !== null && `${hit.number} 号 `}
                {hit.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** A kept search as the address of the list has it. */
function addressOf({ scope, within, ...rest }: FindQuery): Record<string, string | undefined> {
  return { ...rest, scope: scope === 'all' ? undefined : scope, within: within === 'all' ? undefined : within }
}

/** Whether two queries ask the same, whatever is left out of either. */
function sameQuery(a: FindQuery, b: Omit<FindQuery, 'scope' | 'within'> & Partial<FindQuery>): boolean {
  const whole = (one: object) =>
    JSON.stringify(
      Object.entries({ scope: 'all', within: 'all', ...defined(one) }).sort(([x], [y]) => (x < y ? -1 : 1)),
    )
  return whole(a) === whole(b)
}
const defined = (one: object) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined))

/** Keeps the search on screen under a name; new finds are told from then on. */
export function SaveSearchButton({ query }: { query: Omit<FindQuery, 'scope' | 'within'> & Partial<FindQuery> }) {
  const [open, setOpen] = useState(false)
  const refresh = useRefresh()
  const kept = useQuery(apiQuery(searchRoutes.listSavedSearches, {}))
  const same = kept.data?.items.find((one) => sameQuery(one.query, query))
  return (
    <>
      {same ? (
        <span className="faint">{`这个查找已保存为“${same.name}”，有新的会告诉您`}</span>
      ) : (
        <button type="button" className="button" onClick={() => setOpen(true)}>
          保存查找
        </button>
      )}
      <FormDialog<{ name: string }>
        open={open}
        title="保存这个查找"
        okText="保存"
        initialValues={{ name: query.q.slice(0, 40) }}
        onOk={async ({ name }, idempotencyKey) => {
          await call(searchRoutes.saveSearch, { body: { name, query } }, { idempotencyKey })
          await refresh()
          toast(`已保存“${name}”。以后在提案列表上方“我保存的查找”里打开`)
        }}
        onClose={() => setOpen(false)}
        fields={
          <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请起一个名称' }]}>
            <Input maxLength={40} />
          </Form.Item>
        }
      >
        <p>以后有新的提案符合这些词和条件，会在待办页的新消息里告诉您。</p>
      </FormDialog>
    </>
  )
}
