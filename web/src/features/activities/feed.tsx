import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { activityRecordRoutes } from '#contract/activity-records.ts'
import { apiQuery, call } from '../../shared/api.ts'
import { Instant } from '../../shared/date-text.tsx'
import { ConfirmDialog } from '../../shared/dialogs.tsx'
import { LinkButton } from '../../shared/link-button.tsx'
import { Section } from '../../shared/page.tsx'
import { QueryState } from '../../shared/query-state.tsx'
import { toast, toastError } from '../../shared/toast.tsx'

/** The address as calendars ask to be subscribed to. */
const subscription = (path: string): string => `webcal://${window.location.host}${path}`

/** 加到手机日历: a secret address for the calendar of the member's phone or computer. */
export function FeedPart() {
  const client = useQueryClient()
  const query = useQuery(apiQuery(activityRecordRoutes.getCalendarFeed, {}))
  const [address, setAddress] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    try {
      const { path } = await call(activityRecordRoutes.makeCalendarFeed, {})
      setAddress(path)
      await client.invalidateQueries({ queryKey: [activityRecordRoutes.getCalendarFeed.path] })
      return path
    } catch (error) {
      toastError(error)
      return null
    } finally {
      setBusy(false)
    }
  }
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      toast('地址已复制')
    } catch {
      toast('没有复制成，请长按地址自己复制')
    }
  }
  const add = async () => {
    const path = await make()
    // One tap: the phone's own calendar takes it from here.
    if (path) window.location.assign(subscription(path))
  }
  return (
    <Section title="加到手机日历">
      <p className="faint" id="phone-calendar">
        请您参加的会议活动自动出现在手机日历里，前一天晚上、会前一小时提醒；改时间、取消也跟着变。
      </p>
      <QueryState query={query} lines={1}>
        {({ madeAt }) => (
          <>
            <p className="answer-row answer-buttons">
              {address ? (
                <a className="button button-primary button-large" href={subscription(address)}>
                  打开手机日历
                </a>
              ) : (
                <Button
                  type={madeAt ? 'default' : 'primary'}
                  size="large"
                  disabled={busy}
                  onClick={() => (madeAt ? setAsking(true) : void add())}
                >
                  {madeAt ? '重新加到手机日历' : '加到手机日历'}
                </Button>
              )}
            </p>
            {!address && madeAt && (
              <p>
                已经加过，
                <Instant value={madeAt} />
                。换了手机、没有加成的，点上面重新加。
              </p>
            )}
            {address && (
              <>
                <p>苹果手机：点“打开手机日历”，再点“订阅”。</p>
                <p>
                  华为等手机：点了没有反应的，点“复制地址”，在日历的设置里找“订阅”粘贴；没有这一项的，点
                  <a href={address}>下载会期文件</a>
                  ，用日历打开（以后改了时间要再下载一次）。
                </p>
                <p className="feed-address">{`${window.location.origin}${address}`}</p>
                <p className="answer-row">
                  <Button onClick={() => void copy(`${window.location.origin}${address}`)}>复制地址</Button>
                  <span className="faint">地址只显示这一次，知道它的人都看得到您的会期，请不要发给别人。</span>
                </p>
              </>
            )}
            {madeAt && (
              <p>
                <LinkButton
                  decisive
                  onClick={async () => {
                    try {
                      await call(activityRecordRoutes.dropCalendarFeed, {})
                      setAddress(null)
                      toast('订阅已停止，原来的地址不能再用')
                    } catch (error) {
                      toastError(error)
                    }
                    await client.invalidateQueries({ queryKey: [activityRecordRoutes.getCalendarFeed.path] })
                  }}
                >
                  停止订阅
                </LinkButton>
              </p>
            )}
          </>
        )}
      </QueryState>
      {asking && (
        <ConfirmDialog open title="重新加到手机日历" okText="重新加" onClose={() => setAsking(false)} onOk={add}>
          <p>原来的地址马上不能用，以前加过的手机日历不再更新。</p>
        </ConfirmDialog>
      )}
    </Section>
  )
}
