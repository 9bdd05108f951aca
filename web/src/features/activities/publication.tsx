import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { Activity } from '#contract/activities.ts'
import { activityRecordRoutes } from '#contract/activity-records.ts'
import { type PublicActivityText, publicActivityRoutes } from '#contract/public-activities.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast } from '../../shared/toast.tsx'
import { recordWords } from './records.tsx'

type Shown = z.output<typeof publicActivityRoutes.getPublicActivityText.response>

/** What the public reads of it, for the offices that decide: shown, changed, taken off. */
export function Publication({ one, done }: { one: Activity; done: () => Promise<unknown> }) {
  const publishes = one.actions.includes('publish')
  const params = { id: one.id }
  const office = publishes || one.actions.includes('retract')
  const query = useQuery({ ...apiQuery(publicActivityRoutes.getPublicActivityText, { params }), enabled: office })
  const [asking, setAsking] = useState<'write' | 'retract' | null>(null)
  if (!office || (!publishes && !query.data)) return null
  const close = () => setAsking(null)
  const shown = query.data ?? null
  return (
    <Section
      title="公众页面"
      actions={
        query.isSuccess && (
          <>
            {publishes && (
              <Button onClick={() => setAsking('write')}>{shown ? '修改公开的内容' : '登上公众页面'}</Button>
            )}
            {shown && <Button onClick={() => setAsking('retract')}>撤下</Button>}
          </>
        )
      }
    >
      <QueryState query={query} lines={1}>
        {(now) =>
          now === null ? (
            <p className="faint">没有公开。公开以后任何人不登录都看得到时间、地点和您写的说明，看不到名单。</p>
          ) : (
            <p>
              已登上公众页面，
              <Instant value={now.publishedAt} />。
              <a href={`/activities/${one.id}`} target="_blank" rel="noreferrer">
                看公众页面
              </a>
              {now.place === '' && one.place !== '' && (
                <>
                  <br />
                  公众页面上没有地点。活动改了地点，原来的就不再给公众看；请核对以后点“修改公开的内容”填上。
                </>
              )}
            </p>
          )
        }
      </QueryState>
      {asking === 'write' && <WriteDialog one={one} before={shown} close={close} done={done} />}
      {asking === 'retract' && (
        <ConfirmDialog
          open
          title="从公众页面撤下"
          okText="撤下"
          decisive
          onClose={close}
          onOk={async () => {
            await call(publicActivityRoutes.retractActivity, { params })
            toast('已撤下，公众马上看不到')
            await done()
          }}
        >
          <p>材料、成果一并撤下。已经被人下载的收不回来。</p>
        </ConfirmDialog>
      )}
    </Section>
  )
}

function WriteDialog(props: { one: Activity; before: Shown; close: () => void; done: () => Promise<unknown> }) {
  const { one, before, close, done } = props
  const params = { id: one.id }
  const records = useQuery(apiQuery(activityRecordRoutes.listActivityRecords, { params }))
  const signed = (records.data?.items ?? []).filter((record) => record.publishedAt !== null)
  return (
    <FormDialog<PublicActivityText>
      open
      title={before ? '修改公开的内容' : '登上公众页面'}
      okText={before ? '保存' : '公开'}
      initialValues={
        before
          ? { ...before, place: before.place || one.place }
          : { title: one.title, place: one.place, words: '', recordIds: [] }
      }
      onClose={close}
      onOk={async ({ title, place, words, recordIds }) => {
        const body = { title, place: place ?? '', words: words ?? '', recordIds: recordIds ?? [] }
        await call(publicActivityRoutes.publishActivity, { params, body })
        toast('公众现在看得到')
        await done()
      }}
      fields={
        <>
          <Form.Item
            name="title"
            label="公开的名称"
            rules={[{ required: true, whitespace: true, message: '请填名称' }]}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="place" label="公开的地点" extra="住址、门牌不宜公开的，写到街道、单位为止。">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="words"
            label="给公众的说明"
            extra="是什么活动、办了什么、怎样反映意见。不要写个人的电话和住址。"
          >
            <Input.TextArea rows={6} maxLength={8000} />
          </Form.Item>
          {signed.length > 0 && (
            <Form.Item name="recordIds" label="一并公开（已签发的）">
              <Checkbox.Group
                options={signed.map(({ id, kind, title }) => ({ value: id, label: `${recordWords[kind]}：${title}` }))}
              />
            </Form.Item>
          )}
        </>
      }
    >
      <p>
        公众看得到类别、时间、组织方、这里写的内容、勾选的成果，还有给公众的材料；看不到名单、回复、请假、联系人和日程。
      </p>
    </FormDialog>
  )
}
