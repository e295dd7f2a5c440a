const { LightningElement, registerDecorators } = require('lwc');

/** sfdx-lwc-jest has no stand-in for lightning/modal. A test sees what a dialog closes with as an event. */
class Modal extends LightningElement {
    close(result) {
        if (this.disableClose) throw new Error('A dialog that may not be closed was closed.');
        this.dispatchEvent(new CustomEvent('closedialog', { detail: result }));
        return Promise.resolve();
    }
}
registerDecorators(Modal, { publicProps: { disableClose: { config: 0 } } });
Modal.open = () => Promise.resolve();

Object.defineProperty(exports, '__esModule', { value: true });
exports.default = Modal;
