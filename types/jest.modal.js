const { LightningElement } = require('lwc');

/** sfdx-lwc-jest has no stand-in for lightning/modal. A test sees what a dialog closes with as an event. */
class Modal extends LightningElement {
    close(result) {
        this.dispatchEvent(new CustomEvent('closedialog', { detail: result }));
        return Promise.resolve();
    }
}
Modal.open = () => Promise.resolve();

Object.defineProperty(exports, '__esModule', { value: true });
exports.default = Modal;
