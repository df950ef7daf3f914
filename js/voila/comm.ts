/** The comms of widgets, keeping what arrives before the widget listens. */

import { shims } from "@jupyter-widgets/base";
import type { Kernel, KernelMessage } from "@jupyterlab/services";

type Receive = (message: KernelMessage.ICommMsgMsg) => void | PromiseLike<void>;

/** A model listens once its class is loaded, and the kernel does not wait for that. */
export class Comm extends shims.services.Comm {
  private early: KernelMessage.ICommMsgMsg[] | null = [];

  constructor(comm: Kernel.IComm) {
    super(comm);
    comm.onMsg = (message) => {
      this.early?.push(message);
    };
  }

  override on_msg(receive: Receive): void {
    super.on_msg(receive);
    for (const message of this.early ?? []) void receive(message);
    this.early = null;
  }
}
