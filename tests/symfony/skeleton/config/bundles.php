<?php
/*
 * With MonologBundle where the application of SYMFONY_DIR has it.
 */
$bundles = [Symfony\Bundle\FrameworkBundle\FrameworkBundle::class => ['all' => true]];
if (class_exists(Symfony\Bundle\MonologBundle\MonologBundle::class)) {
    $bundles[Symfony\Bundle\MonologBundle\MonologBundle::class] = ['all' => true];
}
return $bundles;
