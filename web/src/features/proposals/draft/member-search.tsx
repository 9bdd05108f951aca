import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useDeferredValue, useId, useState } from 'react'
import { memberRoutes } from '#contract/members.ts'
import { apiQuery } from '../../../shared/api.ts'
import { PersonList } from '../../../shared/matter/person-list.tsx'
import { QueryState } from '../../../shared/query-state.tsx'

interface MemberSearchProps {
  taken: readonly (string | undefined)[]
  busy: boolean
  /** What the button beside each one says. */
  choose: string
  onChoose: (member: { id: string; name: string }) => void
}

/** Finds members in office by name or pinyin. */
export function MemberSearch({ taken, busy, choose, onChoose }: MemberSearchProps) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const id = useId()
  const found = useQuery({
    ...apiQuery(memberRoutes.listMembers, {
      query: { q, active: 'true', limit: 12, sort: 'stroke' },
    }),
    enabled: q !== '',
    placeholderData: (before) => before,
  })
  return (
    <div className="member-search">
      <label className="field-label" htmlFor={id}>
        查找委员
      </label>
      <input
        id={id}
        type="search"
        className="search-box"
        value={typed}
        maxLength={40}
        placeholder="姓名或拼音，如 王小明、wxm"
        onChange={(event) => setTyped(event.target.value)}
      />
      {q !== '' && (
        <QueryState
          query={found}
          lines={2}
          isEmpty={({ items }) => items.length === 0}
          empty={<p className="field-hint">没有找到这位委员，请核对姓名。</p>}
        >
          {({ items }) => (
            <PersonList
              people={items.map((member) => ({
                key: member.id,
                name: member.name,
                about: [member.sector, member.employer].filter(Boolean).join(' · '),
                action: taken.includes(member.id) ? (
                  <span className="faint">已在名单中</span>
                ) : (
                  <Button
                    disabled={busy}
                    aria-label={choose === '邀请' ? `邀请${member.name}联名` : `${choose}${member.name}`}
                    onClick={() => onChoose(member)}
                  >
                    {choose}
                  </Button>
                ),
              }))}
            />
          )}
        </QueryState>
      )}
    </div>
  )
}
