import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { type Committee, committeeRoutes } from '#contract/committees.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { SearchFilter } from '../../shared/filters.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { useHat } from '../../shared/session.tsx'
import { toast } from '../../shared/toast.tsx'
import { OrganisationTabs } from './organisation-tabs.tsx'
import { branchesOf, type CommitteeNode } from './tree.ts'
import { levelBelow, levelWords } from './words.ts'
import './committees.css'

type Asking = { kind: 'edit' | 'addChild'; committee: Committee }

/** The tree of committees: province, cities, counties. */
export function CommitteesPage() {
  const committees = useQuery(apiQuery(committeeRoutes.listCommittees, {}))
  const [asking, setAsking] = useState<Asking | null>(null)
  const [q, setQ] = useState<string>()
  return (
    <Page title="组织">
      <OrganisationTabs />
      <QueryState
        query={committees}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <EmptyState title="还没有政协">
            <p>第一个政协由安装时的命令建立，见运维手册。</p>
          </EmptyState>
        }
      >
        {({ items }) => (
          <>
            {items.length > 12 && (
              <div className="filters">
                <SearchFilter label="名称或区划代码" value={q} onChange={setQ} />
              </div>
            )}
            <ul className="tree">
              {branchesOf(items, q).map((node) => (
                <Branch key={node.committee.id} node={node} ask={setAsking} found={Boolean(q)} />
              ))}
            </ul>
          </>
        )}
      </QueryState>
      <CommitteeDialog asking={asking} close={() => setAsking(null)} />
    </Page>
  )
}

interface BranchProps {
  node: CommitteeNode
  ask: (asking: Asking) => void
  found: boolean
}

function Branch({ node: { committee, children }, ask, found }: BranchProps) {
  const hat = useHat()
  const mine = committee.id === hat?.committeeId
  const line = (
    <span className="tree-line">
      <span>
        {committee.name} <span className="faint">{levelWords[committee.level]}</span>
        {mine && <span className="tag tag-done">本级</span>}
      </span>
      <span className="tree-actions">
        {committee.actions.includes('edit') && (
          <LinkButton onClick={() => ask({ kind: 'edit', committee })}>改名</LinkButton>
        )}
        {committee.actions.includes('addChild') && levelBelow[committee.level] && (
          <LinkButton onClick={() => ask({ kind: 'addChild', committee })}>添下级</LinkButton>
        )}
      </span>
    </span>
  )
  if (children.length === 0) return <li>{line}</li>
  return (
    <li>
      {line}
      <details open={found || committee.level === 'province' || mine || children.length <= 12}>
        <summary className="faint">
          <span className="visually-hidden">{committee.shortName}的</span>下级 {children.length} 个
        </summary>
        <ul>
          {children.map((child) => (
            <Branch key={child.committee.id} node={child} ask={ask} found={found} />
          ))}
        </ul>
      </details>
    </li>
  )
}

interface Values {
  name: string
  shortName: string
  divisionCode: string
}

function CommitteeDialog({ asking, close }: { asking: Asking | null; close: () => void }) {
  const client = useQueryClient()
  const edited = asking?.kind === 'edit' ? asking.committee : null
  const level = asking ? levelBelow[asking.committee.level] : null
  return (
    <FormDialog<Values>
      open={asking !== null}
      title={edited ? '改名' : `在${asking?.committee.shortName ?? ''}下添一个${level ? levelWords[level] : ''}政协`}
      okText={edited ? '保存' : '添加'}
      initialValues={edited ? { name: edited.name, shortName: edited.shortName } : {}}
      onClose={close}
      onOk={async ({ name, shortName, divisionCode }, key) => {
        if (edited) {
          const body = { version: edited.version, name, shortName }
          await call(committeeRoutes.editCommittee, { params: { id: edited.id }, body })
        } else if (asking && level) {
          const body = { parentId: asking.committee.id, name, shortName, level, divisionCode }
          await call(committeeRoutes.createCommittee, { body }, { idempotencyKey: key })
        }
        await client.invalidateQueries({ queryKey: [committeeRoutes.listCommittees.path] })
        toast(edited ? '名称已改' : '已添加')
      }}
      fields={
        <>
          <Form.Item name="name" label="全称" rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="shortName" label="简称" rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={20} />
          </Form.Item>
          {!edited && (
            <Form.Item
              name="divisionCode"
              label="行政区划代码"
              rules={[{ required: true, pattern: /^\d{6}$/, message: '行政区划代码为 6 位数字' }]}
              validateTrigger="onBlur"
            >
              <Input inputMode="numeric" maxLength={6} />
            </Form.Item>
          )}
        </>
      }
    />
  )
}
