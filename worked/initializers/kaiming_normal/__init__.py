"""Kaiming (He) normal gives weights their activation's squared gain over one fan as variance."""
