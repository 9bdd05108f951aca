import './speeches.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type Point, speechRoutes } from '#contract/speeches.ts'
import { apiQuery, call, newIdempotencyKey } from '../../shared/api.ts'
import { FormDialog } from '../../shared/dialogs.tsx'
import { download } from '../../shared/download-button.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Page, Section } from '../../shared/page.tsx'
import { EmptyState, QueryState } from '../../shared/query-state.tsx'
import { toastError } from '../../shared/toast.tsx'

/** What is said in a group discussion, written down as it goes, and made into a brief. */
export function PointsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const client = useQueryClient()
  const [editing, setEditing] = useState<Point | null>(null)
  const query = useQuery({ ...apiQuery(speechRoutes.listPoints, { params: { id } }), staleTime: 0 })
  const takeWord = () => download(speechRoutes.getPointsBrief, { params: { id } }, '简报.docx').catch(toastError)
  return (
    <Page
      title="讨论记录"
      lead="谁讲了哪几点，边听边记；会后整理成简报。"
      back={{ to: '/activities/$id', label: '会议活动', params: { id } }}
      actions={
        query.data && query.data.items.length > 0 && <Button onClick={() => void takeWord()}>整理成简报（Word）</Button>
      }
    >
      {query.data?.mayWrite && <NewPoint activityId={id} done={() => client.invalidateQueries()} />}
      <QueryState query={query} isEmpty={({ items }) => items.length === 0} empty={<EmptyState title="还没有记录" />}>
        {({ items, mayWrite }) => (
          <ul className="speech-list">
            {items.map((one) => (
              <li key={one.id} className="speech">
                <p>
                  <strong>{one.speaker}</strong>
                  {mayWrite && <LinkButton onClick={() => setEditing(one)}>修改</LinkButton>}
                </p>
                <p className="preserve">{one.words}</p>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
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
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="words" label="要点" extra="全部删掉，就是划去这一条。">
                <Input.TextArea rows={5} maxLength={4000} />
              </Form.Item>
            </>
          }
        />
      )}
    </Page>
  )
}

function NewPoint({ activityId, done }: { activityId: string; done: () => Promise<unknown> }) {
  const [speaker, setSpeaker] = useState('')
  const [words, setWords] = useState('')
  const [key, setKey] = useState(newIdempotencyKey)
  const [busy, setBusy] = useState(false)
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
        <Input id="speaker" value={speaker} maxLength={60} onChange={(event) => setSpeaker(event.target.value)} />
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
