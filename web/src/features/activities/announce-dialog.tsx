import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Activity, activityRoutes } from '#contract/activities.ts'
import { activityInviteeRoutes } from '#contract/activity-invitees.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { toast } from '../../shared/toast.tsx'

type Action = 'announce' | 'approve'

/** What is over is put on record, and nobody is told. */
const isOver = (one: Pick<Activity, 'endsAt'>): boolean => Date.parse(one.endsAt) <= Date.now()

/** What the button says: to tell those invited, or of what is over to put it on record. */
export function announceButton(one: Activity, action: Action): string {
  if (isOver(one)) return action === 'approve' ? '同意并补录' : '补录'
  return action === 'approve' ? '同意并发通知' : '发通知'
}

/** Says before it is done how many will be told and whom nothing reaches; what is over goes on to the list of who came. */
export function AnnounceDialog(props: {
  one: Activity
  action: Action
  close: () => void
  done: () => Promise<unknown>
}) {
  const { one, action, close, done } = props
  const navigate = useNavigate()
  const params = { id: one.id }
  const over = isOver(one)
  const button = announceButton(one, action)
  const meant = useQuery(apiQuery(activityInviteeRoutes.listInvitees, { params }))
  const without = meant.data?.items.filter((invitee) => !invitee.hasAccount).length ?? 0
  return (
    <ConfirmDialog
      open
      title={button}
      okText={button}
      onClose={close}
      onOk={async () => {
        await call(activityRoutes.announceActivity, { params })
        if (over) {
          toast('已补录，没有发通知。来了的，请在这里点“按签到表补录”')
          await navigate({ to: '/activities/$id/attendance', params })
        } else {
          const sent = action === 'approve' ? '已同意，通知已发出' : '通知已发出'
          toast(without > 0 ? `${sent}；${without} 人没有账号，请打电话` : sent)
        }
        await done()
      }}
    >
      {meant.data && <p>{reachWords(meant.data.items.length, without, over)}</p>}
      {over && <p>补录以后就到“到会情况”：点“按签到表补录”，照着纸质签到表勾选来了的，一次记完。</p>}
      {!over && one.place.trim() === '' && (
        <p className="due">还没有写地点，通知里就没有地点。可以先点“取消”，到“修改”里写上。</p>
      )}
      {action === 'approve' && <p>活动由发起人组织。</p>}
    </ConfirmDialog>
  )
}

function reachWords(invited: number, without: number, over: boolean): string {
  if (invited === 0) return '按邀请范围一个人也没有，请先点“修改”，选好邀请谁。'
  if (over) return `会期已经过了，只记下来，不发通知。名单按邀请范围定下来，共 ${invited} 人。`
  if (without === 0) return `将通知 ${invited} 人，都有账号，马上收到。名单按邀请范围定下来。`
  return `将通知 ${invited} 人。其中 ${without} 人没有账号，收不到，请打电话；发出以后在名单的“只看”里选“没有账号”，就列出来。`
}
