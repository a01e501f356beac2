registerProcessor('horn', class extends AudioWorkletProcessor { process() { return false; } });
