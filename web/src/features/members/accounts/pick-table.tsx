import { Link } from '@tanstack/react-router'
import type { MemberAccountItem } from '#contract/member-accounts.ts'
import { type Column, DataTable } from '../../../shared/table.tsx'
import { stateWords } from './words.ts'

const who: Column<MemberAccountItem>[] = [
  { key: 'sector', title: '界别', bare: true, render: (item) => item.sector ?? '' },
  { key: 'employer', title: '单位', bare: true, desk: true, render: (item) => item.employer },
  { key: 'signInName', title: '用户名（手机号）', bare: true, render: (item) => item.signInName ?? '' },
]

interface PickProps {
  caption: string
  /** What the last column tells. */
  told: string
  items: readonly MemberAccountItem[]
  picked: ReadonlySet<string>
  pick: (memberIds: readonly string[], on: boolean) => void
}

/** Members to be picked one by one or all at once. */
export function PickTable({ caption, told, items, picked, pick }: PickProps) {
  const all = items.every((item) => picked.has(item.memberId))
  return (
    <>
      <label className="pick pick-all">
        <input
          type="checkbox"
          checked={all}
          onChange={(event) =>
            pick(
              items.map((item) => item.memberId),
              event.target.checked,
            )
          }
        />
        全选（{items.length} 人）
      </label>
      <DataTable
        caption={caption}
        rows={items}
        rowKey={(item) => item.memberId}
        columns={[
          {
            key: 'name',
            title: '姓名',
            render: (item) => (
              <label className="pick">
                <input
                  type="checkbox"
                  checked={picked.has(item.memberId)}
                  onChange={(event) => pick([item.memberId], event.target.checked)}
                />
                {item.name}
              </label>
            ),
          },
          ...who,
          { key: 'state', title: told, bare: true, render: (item) => stateWords[item.state] },
        ]}
      />
    </>
  )
}

/** Members for whom something is in the way, and what. */
export function BlockedTable({ caption, items }: { caption: string; items: readonly MemberAccountItem[] }) {
  return (
    <DataTable
      caption={caption}
      rows={items}
      rowKey={(item) => item.memberId}
      columns={[
        {
          key: 'name',
          title: '姓名',
          render: (item) => (
            <Link to="/members/$id" params={{ id: item.memberId }}>
              {item.name}
            </Link>
          ),
        },
        ...who,
        { key: 'state', title: '怎么办', bare: true, render: (item) => stateWords[item.state] },
      ]}
    />
  )
}
