import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

/** How often a picture is looked at; the same code is not told twice within `pauseMs`. */
const lookEveryMs = 150
const pauseMs = 4_000

/** Reads QR codes with the camera of the phone: by the browser itself where it can, else by a small library. */
export function Scanner({ onCode }: { onCode: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const tell = useRef(onCode)
  tell.current = onCode
  const [on, setOn] = useState(false)
  const [fault, setFault] = useState('')
  useEffect(() => {
    if (!on) return
    let stream: MediaStream | null = null
    let ended = false
    let timer = 0
    let last = { text: '', at: 0 }
    const begin = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      } catch {
        setFault('打不开摄像头。请允许使用摄像头；或者用下面的扫码枪、按姓名签到。')
        setOn(false)
        return
      }
      const element = video.current
      if (ended || !element) {
        for (const track of stream.getTracks()) track.stop()
        return
      }
      element.srcObject = stream
      await element.play().catch(() => undefined)
      const read = await readerOf()
      const look = async () => {
        if (ended) return
        const text = await read(element).catch(() => null)
        const at = Date.now()
        if (text && (text !== last.text || at - last.at > pauseMs)) {
          last = { text, at }
          navigator.vibrate?.(60)
          tell.current(text)
        }
        timer = window.setTimeout(() => void look(), lookEveryMs)
      }
      void look()
    }
    void begin()
    return () => {
      ended = true
      clearTimeout(timer)
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
  }, [on])
  const able = typeof navigator !== 'undefined' && navigator.mediaDevices !== undefined
  if (!able) return <p className="faint">这个页面用不了摄像头（需要 https 地址）。请用扫码枪，或者按姓名签到。</p>
  return (
    <div className="scanner">
      {on && <video ref={video} playsInline muted aria-label="摄像头画面" />}
      <Button type={on ? 'default' : 'primary'} size="large" block onClick={() => setOn(!on)}>
        {on ? '关上摄像头' : '打开摄像头扫码'}
      </Button>
      {fault && <p role="alert">{fault}</p>}
    </div>
  )
}

type Read = (video: HTMLVideoElement) => Promise<string | null>

async function readerOf(): Promise<Read> {
  const { BarcodeDetector } = globalThis as unknown as { BarcodeDetector?: DetectorClass }
  if (BarcodeDetector) {
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
  }
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return async (video) => {
    if (!context || video.videoWidth === 0) return null
    // Half a megapixel is plenty for a code, and quick on an old phone.
    const scale = Math.min(1, 720 / Math.max(video.videoWidth, video.videoHeight))
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    context.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
    return decode({ data, width, height }) || null
  }
}
