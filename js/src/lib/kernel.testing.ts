/** A kernel and a manager as hosts have them, for tests that cut the connection. */

type Slot<T> = (sender: unknown, value: T) => void;

class FakeSignal<T> {
  private readonly slots: Slot<T>[] = [];

  connect(slot: Slot<T>): void {
    this.slots.push(slot);
  }

  emit(value: T): void {
    for (const slot of this.slots) slot(this, value);
  }
}

export class FakeKernel {
  status = "idle";
  connectionStatus = "connected";
  isDisposed = false;
  renewed = 0;
  readonly statusChanged = new FakeSignal<string>();
  readonly connectionStatusChanged = new FakeSignal<string>();
  readonly disposed = new FakeSignal<unknown>();

  become(status: string): void {
    this.connectionStatus = status;
    this.connectionStatusChanged.emit(status);
  }

  async reconnect(): Promise<void> {
    this.renewed += 1;
    this.become("connecting");
    this.become("connected");
  }

  dispose(): void {
    this.isDisposed = true;
    this.disposed.emit(undefined);
  }
}

export class FakeManager {
  readonly restored = new FakeSignal<void>();

  constructor(readonly kernel: FakeKernel | null = new FakeKernel()) {}
}
