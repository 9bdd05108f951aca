import './speeches.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { AutoComplete, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { type Point, speechRoutes } from '#contract/speeches.ts'
import { apiQuery, call, newIdempotencyKey } from '../../shared/api.ts'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'
import { useLeaveGuard } from '../../shared/use-leave-guard.ts'

/** What is said in a group discussion, written down as it goes, and made into a brief. */
export function PointsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const [editing, setEditing] = useState<Point | null>(null)
  const query = useQuery({ ...apiQuery(speechRoutes.listPoints, { params: { id } }), staleTime: 0 })
  const [drafting, setDrafting] = useState(false)
  const [striking, setStriking] = useState<Point | null>(null)
  const speakers = useSpeakers(id, query.data?.mayWrite ?? false)
  return (
    <Page
      title="讨论记录"
      lead="谁讲了哪几点，边听边记；会后整理成简报，简报在会议的页上改好、签发、下载。"
      back={{ to: '/activities/$id', label: '会议活动', params: { id } }}
      actions={
        query.data?.mayWrite &&
        query.data.items.length > 0 && <Button onClick={() => setDrafting(true)}>整理成简报…</Button>
      }
    >
      {query.data?.mayWrite && <NewPoint activityId={id} speakers={speakers} done={() => client.invalidateQueries()} />}
      <QueryState query={query} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title="还没有记录" />}>
        {({ items, mayWrite }) => (
          <ul className="speech-list">
            {items.map((one) => (
              <li key={one.id} className="speech">
                <p>
                  <strong>{one.speaker}</strong>
                  {mayWrite && (
                    <span className="point-acts">
                      <LinkButton onClick={() => setEditing(one)}>修改</LinkButton>
                      <LinkButton onClick={() => setStriking(one)}>划去</LinkButton>
                    </span>
                  )}
                </p>
                <p className="preserve">{one.words}</p>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {striking && (
        <ConfirmDialog
          open
          title={`划去${striking.speaker}的这一条？`}
          okText="划去"
          decisive
          onClose={() => setStriking(null)}
          onOk={async () => {
            const body = { speaker: striking.speaker, words: '', version: striking.version }
            await call(speechRoutes.editPoint, { params: { id: striking.id }, body })
            await client.invalidateQueries()
          }}
        >
          <p className="preserve">{striking.words}</p>
        </ConfirmDialog>
      )}
      {drafting && query.data && (
        <DraftBrief activityId={id} {...query.data} points={query.data.items.length} close={() => setDrafting(false)} />
      )}
      {editing && (
        <FormDialog<{ speaker: string; words: string }>
          open
          title="修改要点"
          okText="保存"
          initialValues={editing}
          onClose={() => setEditing(null)}
          onOk={async ({ speaker, words }) => {
            const body = { speaker, words: words ?? '', version: editing.version }
            await call(speechRoutes.editPoint, { params: { id: editing.id }, body })
            await client.invalidateQueries()
          }}
          fields={
            <>
              <Form.Item
                name="speaker"
                label="谁讲的"
                rules={[{ required: true, whitespace: true, message: '请写姓名' }]}
              >
                <AutoComplete options={speakers} filterOption maxLength={60} />
              </Form.Item>
              <Form.Item name="words" label="要点" rules={[{ required: true, whitespace: true, message: '请写要点' }]}>
                <Input.TextArea rows={5} maxLength={4000} />
              </Form.Item>
            </>
          }
        />
      )}
    </Page>
  )
}

/** Names of the group, to be chosen; anybody else is typed. */
function useSpeakers(activityId: string, enabled: boolean): { value: string }[] {
  const { data } = useQuery({
    ...apiQuery(activityInviteeRoutes.listInvitees, { params: { id: activityId } }),
    enabled,
  })
  return data?.items.map((one) => ({ value: `${one.name}委员` })) ?? []
}

/** Makes the points the draft of a brief, and opens it where it is worked on and signed. */
function DraftBrief(props: {
  activityId: string
  points: number
  briefs: number
  newPoints: number
  close: () => void
}) {
  const { activityId, points, briefs, newPoints, close } = props
  const navigate = useNavigate()
  return (
    <FormDialog<{ points: 'all' | 'new' }>
      open
      title="整理成简报"
      okText="生成简报草稿"
      initialValues={{ points: briefs > 0 && newPoints > 0 ? 'new' : 'all' }}
      onClose={close}
      onOk={async (body, key) => {
        const made = await call(speechRoutes.draftBrief, { params: { id: activityId }, body }, { idempotencyKey: key })
        const issues =
          made.briefs > 1
            ? `内容多，一期放不下：第 ${made.issue} 至 ${made.issue + made.briefs - 1} 期`
            : `第 ${made.issue} 期`
        toast(`${issues}简报的草稿有了，收入 ${made.points} 条要点。改好再签发`)
        await navigate({ to: '/activities/$id', params: { id: activityId } })
      }}
      fields={
        briefs > 0 ? (
          <Form.Item name="points" label={`这个会已有 ${briefs} 份简报，这一份收入`}>
            <Radio.Group
              options={[
                { value: 'new', label: `上一份之后记的 ${newPoints} 条`, disabled: newPoints === 0 },
                { value: 'all', label: `全部 ${points} 条` },
              ]}
            />
          </Form.Item>
        ) : (
          <Form.Item name="points" hidden>
            <Input />
          </Form.Item>
        )
      }
    >
      <p>要点不用再打一遍：届次、小组、期号按会议填好，在会议的页上“成果、简报和纪要”里修改、签发、下载 Word。</p>
    </FormDialog>
  )
}

function NewPoint(props: { activityId: string; speakers: { value: string }[]; done: () => Promise<unknown> }) {
  const { activityId, speakers, done } = props
  const [speaker, setSpeaker] = useState('')
  const [words, setWords] = useState('')
  const [key, setKey] = useState(newIdempotencyKey)
  const [busy, setBusy] = useState(false)
  useLeaveGuard(words.trim().length > 0, '这一条还没有记下。要离开这一页吗？')
  const add = async () => {
    setBusy(true)
    try {
      await call(
        speechRoutes.addPoint,
        { params: { id: activityId }, body: { speaker, words } },
        { idempotencyKey: key },
      )
      setWords('')
      setKey(newIdempotencyKey())
      await done()
    } catch (error) {
      // What was typed stays.
      toastError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title="记一条">
      <form
        className="point-form"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <label htmlFor="speaker">谁讲的</label>
        <AutoComplete
          id="speaker"
          value={speaker}
          options={speakers}
          filterOption
          maxLength={60}
          placeholder="从名单里选，或者写姓名"
          onChange={setSpeaker}
        />
        <label htmlFor="point">要点</label>
        <Input.TextArea
          id="point"
          rows={3}
          value={words}
          maxLength={4000}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={busy} disabled={speaker.trim() === '' || words.trim() === ''}>
          记下
        </Button>
      </form>
    </Section>
  )
}
