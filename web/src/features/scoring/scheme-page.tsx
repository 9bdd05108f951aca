import './scoring.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type OneScheme, scoringRoutes } from '#contract/scoring.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { DateInput } from '../../shared/date-input.tsx'
import { CivilDate } from '../../shared/date-text.tsx'
import { today } from '../../shared/dates.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { StateTag } from '../../shared/matter/state-tag.tsx'
import { Page } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { DraftDialog } from './draft-dialog.tsx'
import { SchemeEditor } from './scheme-editor.tsx'
import { SchemeText } from './scheme-text.tsx'
import { stateTones, stateWords } from './words.ts'

/** The name without what only a draft is called: （修订草案）, （征求意见稿）. */
const adoptedName = (name: string): string =>
  name.replace(/\s*[（(][^（()）]*(草案|草稿|征求意见稿|送审稿)[^（()）]*[）)]\s*$/, '').replace(/(修订)?草案$/, '') ||
  name

/** One scheme: its text in words, and for a draft the editor. */
export function SchemePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const query = useQuery({ ...apiQuery(scoringRoutes.getScheme, { params: { id } }), staleTime: 0 })
  return (
    <QueryState query={query} lines={12}>
      {(scheme) => <Scheme key={scheme.id} one={scheme} />}
    </QueryState>
  )
}

type Asking = 'adopt' | 'remove' | 'copy' | null

function Scheme({ one }: { one: OneScheme }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking>(null)
  const [editing, setEditing] = useState(false)
  const { actions } = one
  const params = { id: one.id }
  const refresh = () => client.invalidateQueries()
  if (editing) return <SchemeEditor one={one} done={() => setEditing(false)} />
  return (
    <Page
      title={one.name}
      lead={
        <>
          <StateTag tone={stateTones[one.state]}>
            {one.number === null ? stateWords[one.state] : `${stateWords[one.state]}，第 ${one.number} 版`}
          </StateTag>{' '}
          从 {one.effectiveYear} 年起
          {one.adoptedOn && (
            <>
              ，{one.adoptedBy} <CivilDate value={one.adoptedOn} /> 通过
            </>
          )}
          {one.basedOn && <span className="faint">，从{one.basedOn}改来</span>}
        </>
      }
      back={{ to: '/scoring-schemes', label: '考核办法' }}
      actions={
        <>
          {actions.includes('edit') && (
            <Button type="primary" onClick={() => setEditing(true)}>
              修改
            </Button>
          )}
          {actions.includes('compare') && (
            <Link to="/scoring-schemes/$id/what-if" params={params} className="button">
              试算
            </Link>
          )}
          {actions.includes('adopt') && <Button onClick={() => setAsking('adopt')}>登记通过</Button>}
          {actions.includes('copy') && <Button onClick={() => setAsking('copy')}>复制一份</Button>}
          {actions.includes('remove') && <Button onClick={() => setAsking('remove')}>删除草稿</Button>}
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <SchemeText scheme={one.scheme} />
      {asking === 'adopt' && (
        <FormDialog<{ name: string; by: string; on: string }>
          open
          decisive
          title="登记通过"
          okText="登记通过"
          initialValues={{ name: adoptedName(one.name), by: '主席会议', on: today() }}
          onClose={() => setAsking(null)}
          onOk={async (body) => {
            await call(scoringRoutes.adoptScheme, { params, body: { ...body, version: one.version } })
            await refresh()
          }}
          fields={
            <>
              <Form.Item
                name="name"
                label="通过以后的名称"
                extra={adoptedName(one.name) === one.name ? undefined : `现在叫“${one.name}”，“草案”的字样已经去掉。`}
                rules={[{ required: true, whitespace: true }]}
              >
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="by" label="哪个会议通过的" rules={[{ required: true, whitespace: true }]}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="on" label="哪一天" rules={[{ required: true }]}>
                <DateInput />
              </Form.Item>
            </>
          }
        >
          <p>登记以后，从 {one.effectiveYear} 年起照此计分，委员都看得到，内容不能再改。要改，复制一份作为新的一版。</p>
        </FormDialog>
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          open
          decisive
          title="删除草稿"
          okText="删除"
          onClose={() => setAsking(null)}
          onOk={async () => {
            await call(scoringRoutes.removeScheme, { params, body: {} })
            await navigate({ to: '/scoring-schemes' })
            await refresh()
          }}
        >
          <p>“{one.name}”会被删掉，不能恢复。</p>
        </ConfirmDialog>
      )}
      {asking === 'copy' && (
        <DraftDialog
          from={one}
          onClose={() => setAsking(null)}
          onOk={async (body, key) => {
            const { id } = await call(scoringRoutes.draftScheme, { body }, { idempotencyKey: key })
            await refresh()
            await navigate({ to: '/scoring-schemes/$id', params: { id } })
          }}
        />
      )}
    </Page>
  )
}
