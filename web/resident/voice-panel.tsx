import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { roomTexts } from './speak.ts'

const longestSeconds = 300
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

/** Records a voice where the phone can; where it cannot, a recording may be chosen. */
export function VoicePanel({ onRecorded, onClose }: { onRecorded: (file: File) => void; onClose: () => void }) {
  const t = useTexts(roomTexts)
  const [recorder, setRecorder] = useState<MediaRecorder | null>(null)
  const [seconds, setSeconds] = useState(0)
  const [refused, setRefused] = useState(false)
  const wanted = useRef(false)
  const can = typeof MediaRecorder !== 'undefined' && navigator.mediaDevices !== undefined

  useEffect(() => {
    if (!recorder) return
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => {
      clearInterval(timer)
      if (recorder.state !== 'inactive') recorder.stop()
      for (const track of recorder.stream.getTracks()) track.stop()
    }
  }, [recorder])
  useEffect(() => {
    if (seconds >= longestSeconds) finish()
  })

  async function start() {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const type = types.find((one) => MediaRecorder.isTypeSupported(one))
      const made = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 32_000 } : {})
      const parts: Blob[] = []
      made.ondataavailable = ({ data }) => parts.push(data)
      made.onstop = () => {
        const kind = (made.mimeType || type || 'audio/webm').split(';')[0] ?? 'audio/webm'
        if (wanted.current) onRecorded(new File(parts, `voice.${kind.split('/')[1]}`, { type: kind }))
      }
      made.start(1000)
      setRecorder(made)
    } catch {
      setRefused(true)
    }
  }
  function finish() {
    wanted.current = true
    recorder?.stop()
    setRecorder(null)
  }

  return (
    <section className="panel" aria-label={t.voice}>
      <h2>{t.voice}</h2>
      <div role="alert">{refused ? <p className="note danger slim">{t.voicePanel.refused}</p> : null}</div>
      {recorder ? (
        <p className="recording" role="timer" aria-label={t.voicePanel.recording}>
          <span className="recording-dot" />
          {t.voicePanel.recording} {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
        </p>
      ) : null}
      <div className="panel-row">
        {recorder ? (
          <button type="button" className="button" onClick={finish}>
            <Icon name="stop" />
            {t.voicePanel.use}
          </button>
        ) : can && !refused ? (
          <button type="button" className="button" onClick={start}>
            <Icon name="voice" />
            {t.voicePanel.start}
          </button>
        ) : (
          <label className="button">
            <Icon name="voice" />
            {t.voiceFile}
            <input
              type="file"
              accept="audio/*"
              capture
              onChange={(event) => event.currentTarget.files?.[0] && onRecorded(event.currentTarget.files[0])}
            />
          </label>
        )}
        <button type="button" className="button quiet" onClick={onClose}>
          {t.voicePanel.cancel}
        </button>
      </div>
    </section>
  )
}
