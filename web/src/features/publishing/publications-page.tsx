import './publishing.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { type PublicationItem, type PublicationState, publishingRoutes } from '#contract/publishing.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { Filters, SearchFilter, SelectFilter } from '../../shared/filters.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { Pager } from '../../shared/pager.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { type Column, DataTable } from '../../shared/table.tsx'
import { toast } from '../../shared/toast.tsx'
import { useListState } from '../../shared/url-state.ts'
import { kindWords, publicationTones, publicationWords } from './words.ts'

type Search = { state?: PublicationState; kind?: 'proposal' | 'reply'; q?: string }

const emptyWords: Record<PublicationState, [title: string, next: string]> = {
  waiting: ['没有等着决定的', '提案立案以后、答复送达以后，会排到这里。'],
  published: ['还没有公开的', '从“待决定”里打开一件，看过以后公开。'],
  withheld: ['没有不公开的', '提案者不同意公开的，和办公室决定不公开的，列在这里。'],
  retracted: ['没有撤下的', '公开以后又撤下的，列在这里。'],
}

function lookWords(item: PublicationItem): string {
  if (!item.consent) return `提案者不同意公开${item.consentNote ? `：${item.consentNote}` : ''}`
  const words = [
    item.suggested > 0 && `${item.suggested} 处要看`,
    item.consentNote && `提案者附言：${item.consentNote}`,
    item.reason && `理由：${item.reason}`,
  ].filter(Boolean)
  return words.join('；') || (item.state === 'waiting' ? '没有发现要去掉的' : '')
}

/** What waits for a decision on publication, and what became of the rest. Plain ones may be published in one go. */
export function PublicationsPage() {
  const client = useQueryClient()
  const list = useListState<Search>()
  const { cursor, kind, q } = list.search
  const state = list.search.state ?? 'waiting'
  const query = useQuery({
    ...apiQuery(publishingRoutes.listPublications, { query: { state, kind, q, cursor, limit: 50 } }),
    placeholderData: (before) => before,
  })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const plain = state === 'waiting' ? (query.data?.items ?? []).filter((item) => item.plain) : []
  const picked = plain.filter((item) => chosen.has(item.id))
  const choose = (ids: readonly string[], on: boolean) =>
    setChosen((before) => {
      const next = new Set(before)
      for (const id of ids) on ? next.add(id) : next.delete(id)
      return next
    })

  const columns: Column<PublicationItem>[] = [
    ...(state === 'waiting'
      ? [
          {
            key: 'choose',
            title: '选择',
            render: (item: PublicationItem) =>
              item.plain ? (
                <input
                  type="checkbox"
                  className="publication-tick"
                  aria-label={`选择：${item.title}（${kindWords[item.kind]}）`}
                  checked={chosen.has(item.id)}
                  onChange={(event) => choose([item.id], event.target.checked)}
                />
              ) : (
                <span className="faint">逐件看</span>
              ),
          },
        ]
      : []),
    {
      key: 'kind',
      title: '种类',
      render: (item) => (item.unit ? `${kindWords.reply}（${item.unit}）` : kindWords.proposal),
    },
    { key: 'number', title: '提案号', align: 'right', render: (item) => item.number },
    {
      key: 'title',
      title: '案由',
      bare: true,
      render: (item) => (
        <Link to="/publications/$id" params={{ id: item.id }}>
          {item.title}
        </Link>
      ),
    },
    { key: 'proposers', title: '提案者', desk: true, render: (item) => item.proposers },
    { key: 'look', title: '公开前', render: lookWords },
    {
      key: 'state',
      title: '状态',
      render: (item) => (
        <>
          <StateTag tone={publicationTones[item.state]}>{publicationWords[item.state]}</StateTag>{' '}
          <span className="faint">
            <Instant value={item.since} />
          </span>
        </>
      ),
    },
  ]
  const filtered = [kind, q].filter(Boolean).length
  return (
    <Page
      title="提案公开"
      lead="提案和答复经提案者同意、办公室看过，才登到公众页面。要去掉的字，公众页面、查找、订阅和下载里都没有。"
    >
      <nav className="publication-tabs no-print" aria-label="按状态看">
        {(Object.keys(publicationWords) as PublicationState[]).map((one) => (
          <button
            key={one}
            type="button"
            className="button"
            aria-pressed={state === one}
            onClick={() => list.filter({ state: one === 'waiting' ? undefined : one })}
          >
            {publicationWords[one]}
          </button>
        ))}
      </nav>
      <Filters
        first={<SearchFilter label="案由、提案者或提案号" value={q} onChange={(value) => list.filter({ q: value })} />}
        count={filtered}
        clear={() => list.filter({ kind: undefined, q: undefined })}
      >
        <SelectFilter
          label="种类"
          value={kind}
          onChange={(value) => list.filter({ kind: value })}
          options={[
            ['proposal', '提案'],
            ['reply', '答复'],
          ]}
        />
      </Filters>
      {plain.length > 0 && (
        <div className="publication-bulk no-print">
          <label>
            <input
              type="checkbox"
              className="publication-tick"
              checked={picked.length === plain.length}
              onChange={(event) =>
                choose(
                  plain.map((item) => item.id),
                  event.target.checked,
                )
              }
            />{' '}
            选中本页 {plain.length} 件同意公开、没有发现要去掉的
          </label>
          <Button type="primary" disabled={picked.length === 0} onClick={() => setAsking(true)}>
            {picked.length > 0 ? `公开选中的 ${picked.length} 件` : '公开选中的'}
          </Button>
        </div>
      )}
      <QueryState
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <EmptyState title={filtered > 0 ? '没有符合条件的' : emptyWords[state][0]}>
            <p>{filtered > 0 ? '可以清除条件再看。' : emptyWords[state][1]}</p>
          </EmptyState>
        }
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable
              caption={`提案公开：${publicationWords[state]}`}
              rows={items}
              rowKey={(item) => item.id}
              columns={columns}
            />
            <Pager {...list} nextCursor={nextCursor} />
          </>
        )}
      </QueryState>
      <ConfirmDialog
        open={asking}
        title={`公开 ${picked.length} 件？`}
        okText="公开"
        decisive
        onClose={() => setAsking(false)}
        onOk={async () => {
          const { published, left } = await call(publishingRoutes.publishPlain, {
            body: { ids: picked.map((item) => item.id) },
          })
          setChosen(new Set())
          await client.invalidateQueries()
          toast(left > 0 ? `公开了 ${published} 件，${left} 件要逐件看` : `公开了 ${published} 件`)
        }}
      >
        <p>按原文公开，公众马上能看到。附件不公开。以后随时可以撤下。</p>
      </ConfirmDialog>
    </Page>
  )
}
