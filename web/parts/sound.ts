/** A short sound for what burns; off until the person asks for it. */

const key = 'uchastok.sound'

export const soundOn = (): boolean => localStorage.getItem(key) === 'on'

export function setSound(on: boolean): void {
  localStorage.setItem(key, on ? 'on' : 'off')
}

/** Two soft notes, made on the spot: no file to load. */
export function ring(): void {
  const audio = new AudioContext()
  for (const [index, pitch] of [660, 880].entries()) {
    const from = audio.currentTime + index * 0.22
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, from)
    volume.gain.linearRampToValueAtTime(0.2, from + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.4)
    tone.connect(volume).connect(audio.destination)
    tone.start(from)
    tone.stop(from + 0.42)
  }
  setTimeout(() => void audio.close(), 1_200)
}
