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

/** 订阅到自己的日历: a secret address for the calendar of the member's phone or computer. */
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
      setAddress(`${window.location.origin}${path}`)
      await client.invalidateQueries({ queryKey: [activityRecordRoutes.getCalendarFeed.path] })
    } catch (error) {
      toastError(error)
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
  return (
    <Section title="订阅到手机日历">
      <p className="faint">
        把下面的地址加进手机或电脑自带的日历（“添加订阅日历”），请您参加的会议活动会自动出现在日历里，改时间、取消也会跟着变。
      </p>
      <QueryState query={query} lines={1}>
        {({ madeAt }) => (
          <>
            {address && (
              <>
                <p className="feed-address">{address}</p>
                <p className="faint">地址只显示这一次，知道它的人都看得到您的会议安排，请不要发给别人。</p>
                <Button onClick={() => void copy(address)}>复制地址</Button>
              </>
            )}
            {!address && madeAt && (
              <p>
                订阅地址生成于 <Instant value={madeAt} />。
              </p>
            )}
            <p className="answer-row">
              {!address && (
                <Button disabled={busy} onClick={() => (madeAt ? setAsking(true) : void make())}>
                  {madeAt ? '换一个地址' : '生成订阅地址'}
                </Button>
              )}
              {madeAt && (
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
              )}
            </p>
          </>
        )}
      </QueryState>
      {asking && (
        <ConfirmDialog
          open
          title="换一个订阅地址"
          okText="换"
          onClose={() => setAsking(false)}
          onOk={async () => make()}
        >
          <p>换了以后，原来的地址马上不能用，手机日历要重新添加。</p>
        </ConfirmDialog>
      )}
    </Section>
  )
}
