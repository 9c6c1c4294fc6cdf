/** What we use of it; the package brings no types. */
declare module 'ncalayer-js-client' {
  export class NCALayerClient {
    constructor(url?: string, allowKmdHttpApi?: boolean)
    /** The socket; it is enough that it sends, and calls what is set on it. */
    wsConnection: {
      send(text: string): void
      onmessage?: ((message: { data: string }) => void) | null
      onerror?: (() => void) | null
      onclose?: (() => void) | null
    } | null
    connect(): Promise<string>
    basicsSignCMS(
      allowedStorages: string[] | null,
      data: string,
      signingParams: object,
      signerParams: object,
      locale?: string,
    ): Promise<unknown>
    createCMSSignatureFromBase64(storage: string, data: string, keyType?: string, attach?: boolean): Promise<unknown>
    static get basicsStorageAll(): null
    static get basicsCMSParamsDetached(): object
    static get basicsCMSParamsDetachedNoTSP(): object
    static get basicsSignerSignAny(): object
    static get fileStorageType(): string
  }
}
