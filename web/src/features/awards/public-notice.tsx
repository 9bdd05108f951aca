import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { type AwardRound, awardRoutes } from '#contract/awards.ts'
import { call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog, FormDialog } from '../../shared/dialogs.tsx'
import { Section } from '../../shared/page.tsx'
import { toast } from '../../shared/toast.tsx'

/** 公众页面公示: whether the list is on the public site, and whom to tell of an objection. */
export function PublicNotice({ round, onDone }: { round: AwardRound; onDone: () => Promise<unknown> }) {
  const [asking, setAsking] = useState<'show' | 'hide' | null>(null)
  const { published } = round
  const decides = round.actions.includes('publish')
  const put = async (shown: boolean, contact: string) => {
    await call(awardRoutes.publishAward, { params: { id: round.id }, body: { shown, contact } })
    toast(shown ? '名单已登在公众页面' : '名单已从公众页面撤下')
    await onDone()
  }
  return (
    <Section
      title="公众页面公示"
      actions={
        decides && (
          <>
            <Button size="small" onClick={() => setAsking('show')}>
              {published ? '改联系方式' : '登到公众页面'}
            </Button>
            {published && (
              <Button size="small" onClick={() => setAsking('hide')}>
                撤下
              </Button>
            )}
          </>
        )
      }
    >
      {published ? (
        <p>
          <a href={`/awards/${round.id}`} target="_blank" rel="noreferrer">
            看公众页面上的名单
          </a>
          ，<Instant value={published.at} />
          登出。异议向这里反映：{published.contact}
        </p>
      ) : (
        <p className="faint">名单还没有登在公众页面上。</p>
      )}
      {asking === 'show' && (
        <FormDialog<{ contact: string }>
          open
          title="登到公众页面"
          okText="登出"
          initialValues={{ contact: published?.contact ?? '' }}
          onOk={({ contact }) => put(true, contact)}
          onClose={() => setAsking(null)}
          fields={
            <Form.Item
              name="contact"
              label="异议向谁反映"
              rules={[{ required: true, whitespace: true, message: '请写明异议向谁反映、怎样联系' }]}
            >
              <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} placeholder="如：市政协提案委办公室，8800123" />
            </Form.Item>
          }
        >
          <p>任何人都看得到入选的名单。提案自己没有公开的，只写提案号，不写案由和提案者。</p>
        </FormDialog>
      )}
      <ConfirmDialog
        open={asking === 'hide'}
        title="从公众页面撤下"
        okText="撤下"
        onOk={() => put(false, '')}
        onClose={() => setAsking(null)}
      >
        <p>公众页面上不再有这一轮的名单。已经看过的收不回来。</p>
      </ConfirmDialog>
    </Section>
  )
}
