export function Editions() {
  return null
}
