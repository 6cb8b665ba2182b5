<?php
/*
 * Where Hyperf looks for attributes.
 */
return ['scan' => ['paths' => [BASE_PATH . '/app'], 'ignore_annotations' => ['mixin']]];
